from __future__ import annotations

from django.urls import path

from flok.apps.tco import tender_urls
from flok.apps.tco.views import documents, following, listing, sharing, studying, taking, versions

app_name = "tco"
urlpatterns = [
    path("", listing.studies, name="studies"),
    path("ny/", listing.begin, name="begin"),
    path("lagt-vaek/", listing.away, name="away"),
    path("<uuid:key>/", studying.study, name="study"),
    path("<uuid:key>/regn/", studying.tried, name="tried"),
    path("<uuid:key>/gem/", studying.save, name="save"),
    path("<uuid:key>/dokument/", documents.document, name="document"),
    path("<uuid:key>/dokument/hent/", documents.download, name="download"),
    path("<uuid:key>/versioner/", versions.versions, name="versions"),
    path("<uuid:key>/del/", sharing.show, name="show"),
    path("<uuid:key>/hjem/", sharing.take_home, name="take_home"),
    path("<uuid:key>/laeg-vaek/", sharing.put_away, name="put_away"),
    path("<uuid:key>/tag-frem/", sharing.bring_back, name="bring_back"),
    path("<uuid:key>/rapport/", taking.report, name="report"),
    path("<uuid:key>/regneark/", taking.workbook, name="workbook"),
    path("<uuid:key>/opfoelgning/", following.follow, name="follow"),
    *tender_urls.urlpatterns,
]
