"""The addresses of tenders; urls.py takes them in."""

from __future__ import annotations

from django.urls import path

from flok.apps.tco.views import tender_award, tender_bid, tender_bids, tender_files, tender_openers, tenders

urlpatterns = [
    path("<uuid:key>/udbud/", tenders.tenders, name="tenders"),
    path("<uuid:key>/udbud/ny/", tenders.models, name="tender_models"),
    path("<uuid:key>/udbud/ny/<slug:rule>/", tenders.begin, name="tender_begin"),
    path("udbud/<uuid:key>/", tenders.tender, name="tender"),
    path("udbud/<uuid:key>/vilkaar/<slug:rule>/", tenders.terms, name="tender_terms"),
    path("udbud/<uuid:key>/aabnere/", tender_openers.openers, name="openers"),
    path("udbud/<uuid:key>/laas/", tenders.freeze, name="freeze"),
    path("udbud/<uuid:key>/udskyd/", tenders.postpone, name="postpone"),
    path("udbud/<uuid:key>/metode/<slug:kind>/", tender_files.method, name="method"),
    path("udbud/<uuid:key>/tilbudsark/", tender_files.workbook, name="tender_workbook"),
    path("udbud/<uuid:key>/modtag/", tender_bids.receive, name="receive"),
    path("udbud/<uuid:key>/aabn/", tender_bids.open_bids, name="open_bids"),
    path("udbud/<uuid:key>/laes/", tender_bids.read, name="read_bids"),
    path("udbud/<uuid:key>/tildeling/", tender_award.award, name="award"),
    path("udbud/<uuid:key>/tildeling/afgoer/", tender_award.decide, name="decide"),
    path("udbud/<uuid:key>/usikkerhed/", tender_award.uncertainty, name="uncertainty"),
    path("udbud/<uuid:key>/tildeling/data/", tender_files.award_file, name="award_file"),
    path("udbud/<uuid:key>/tildeling/filer/", tender_files.award_files, name="award_files"),
    path("udbud/<uuid:key>/protokol/<slug:kind>/", tender_files.award_protocol, name="protocol"),
    path("udbud/kode/<uuid:key>/", tender_openers.code, name="code"),
    path("udbud/kode/<uuid:key>/hent/", tender_openers.fetch_code, name="fetch_code"),
    path("udbud/kode/<uuid:key>/bekraeft/", tender_openers.confirm_code, name="confirm_code"),
    path("udbud/kvittering/<uuid:key>/", tender_bids.receipt, name="receipt"),
    path("udbud/tilbud/<uuid:key>/", tender_bid.bid, name="bid"),
    path("udbud/tilbud/<uuid:key>/afgoer/", tender_bid.decide_bid, name="decide_bid"),
    path("udbud/tilbud/<uuid:key>/point/", tender_bid.give_points, name="give_points"),
]
