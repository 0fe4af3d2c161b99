from django.urls import path

from flok.apps.share.views import comparison, definitions, exports, overview, where

app_name = "share"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("tilstand/", overview.state, name="state"),
    path("beregn/", overview.compute, name="compute"),
    path("hvor/", where.where, name="where"),
    path("linjer/", where.lines, name="lines"),
    path("linjer/<str:line_id>/", where.line, name="line"),
    path("ukendt/", where.unknown, name="unknown"),
    path("definitioner/", definitions.definitions, name="definitions"),
    path("definitioner/proev/<uuid:trial_id>/", definitions.trial, name="trial"),
    path("definitioner/proev/<uuid:trial_id>/gem/", definitions.save, name="save"),
    path("definitioner/<slug:key>/", definitions.definition, name="definition"),
    path("definitioner/<slug:key>/ret/", definitions.change, name="change"),
    path("definitioner/<slug:key>/maal/", definitions.target, name="target"),
    path("definitioner/<slug:key>/foerst/", definitions.make_main, name="main"),
    path("definitioner/<slug:key>/udgaa/", definitions.retire, name="retire"),
    path("sammenligning/", comparison.comparison, name="comparison"),
    path("sammenligning/svar/", comparison.consent, name="consent"),
    path("sammenligning/frigiv/", comparison.release, name="release"),
    path("udtraek/", exports.exports, name="exports"),
    path("udtraek/<slug:form>/", exports.export, name="export"),
]
