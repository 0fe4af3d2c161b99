"""Every address of the site. Of allauth's pages only those that are used."""

from __future__ import annotations

from django.urls import include, path

handler400 = "flok.apps.home.views.bad_request"
urlpatterns = [
    path("", include("flok.apps.home.urls")),
    path("moeder/", include("flok.apps.meetings.urls")),
    path("temaer/", include("flok.apps.meetings.theme_urls")),
    path("andel/", include("flok.apps.share.urls")),
    path("viden/", include("flok.apps.knowledge.urls")),
    path("maerker/", include("flok.apps.labels.urls")),
    path("tco/", include("flok.apps.tco.urls")),
    path("filer/", include("flok.apps.purchases.urls")),
    path("beskeder/", include("flok.apps.notices.urls")),
    path("medlemmer/", include("flok.apps.members.urls")),
    path("konto/", include("flok.apps.members.account_urls")),
]
