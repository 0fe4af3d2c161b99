from __future__ import annotations

from django.urls import path

from flok.apps.knowledge.views import attaching, guides, outside, own, reading, searching, showing, talking, writing

app_name = "knowledge"
urlpatterns = [
    path("", reading.cases, name="cases"),
    path("ny/", writing.begin, name="begin"),
    path("soeg/", searching.results, name="search"),
    path("soeg/forslag/", searching.suggestions, name="search-suggestions"),
    path("vis/", writing.preview, name="preview"),
    path("egne/", own.own, name="own"),
    path("egne/nyt/", own.news, name="news"),
    path("egne/hent/", own.export, name="export"),
    path("aabent/", outside.public_cases, name="public_cases"),
    path("aabent/<uuid:key>/", outside.public_case, name="public_case"),
    path("aabent/<uuid:key>/fil/<uuid:file>/", outside.public_file, name="public_file"),
    path("guides/", guides.guides, name="guides"),
    path("guides/ny/", guides.new_guide, name="new_guide"),
    path("guides/henvisning/", guides.new_link, name="new_link"),
    path("guides/henvisning/<int:number>/", guides.change_link, name="change_link"),
    path("guides/henvisning/<int:number>/pas/", guides.tend_link, name="tend_link"),
    path("guide/<slug:key>/", guides.guide, name="guide"),
    path("guide/<slug:key>/ret/", guides.change_guide, name="change_guide"),
    path("guide/<slug:key>/slet/", guides.delete_guide, name="delete_guide"),
    path("<uuid:key>/", reading.case, name="case"),
    path("<uuid:key>/skriv/", writing.write, name="write"),
    path("<uuid:key>/gem/", writing.save, name="save"),
    path("<uuid:key>/brugte/", writing.used, name="used"),
    path("<uuid:key>/del/", showing.show, name="show"),
    path("<uuid:key>/laesere/", showing.readers, name="readers"),
    path("<uuid:key>/laesere/<int:number>/fjern/", showing.ask_no_more, name="ask_no_more"),
    path("<uuid:key>/laest/", showing.have_read, name="have_read"),
    path("<uuid:key>/traek-tilbage/", showing.take_back, name="take_back"),
    path("<uuid:key>/slet/", showing.delete, name="delete"),
    path("<uuid:key>/overdrag/", showing.hand_over, name="hand_over"),
    path("<uuid:key>/fil/", attaching.attach, name="attach"),
    path("<uuid:key>/fil/<uuid:number>/", reading.attachment, name="attachment"),
    path("<uuid:key>/fil/<uuid:number>/fjern/", attaching.detach, name="detach"),
    path("<uuid:key>/svar/", talking.remark, name="remark"),
    path("<uuid:key>/svar/<uuid:number>/slet/", talking.delete_remark, name="delete_remark"),
    path("<uuid:key>/siden/", talking.outcome, name="outcome"),
    path("<uuid:key>/siden/<uuid:number>/slet/", talking.delete_outcome, name="delete_outcome"),
    path("<uuid:key>/hjem/<int:number>/", talking.take_home, name="take_home"),
    path("<uuid:key>/udenfor/", outside.outside, name="outside"),
    path("<uuid:key>/udenfor/fil/<uuid:file>/", outside.waiting_file, name="waiting_file"),
]
