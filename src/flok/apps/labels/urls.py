from __future__ import annotations

from django.urls import path

from flok.apps.labels.views import filling, front, planning, proving, reading, register, sharing

app_name = "labels"
urlpatterns = [
    path("", front.front, name="front"),
    path("ny/", filling.begin, name="begin"),
    path("vurderinger/", front.assessments, name="assessments"),
    path("register/", register.register, name="register"),
    path("register/sammenlign/", register.compare, name="compare"),
    path("register/<slug:label>/", register.label, name="label"),
    path("kilder/", register.sources, name="sources"),
    path("plan/", planning.plans, name="plans"),
    path("plan/<uuid:key>/", planning.plan, name="plan"),
    path("plan/<uuid:key>/hent/", planning.plan_book, name="plan_book"),
    path("plan/<uuid:key>/slet/", planning.delete_plan, name="delete_plan"),
    path("<uuid:key>/", reading.answer, name="answer"),
    path("<uuid:key>/udfyld/", filling.fill, name="fill"),
    path("<uuid:key>/gem/", filling.save, name="save"),
    path("<uuid:key>/marked/", reading.score, name="score"),
    path("<uuid:key>/tekster/", reading.wording, name="wording"),
    path("<uuid:key>/hent/<slug:form>/", reading.download, name="download"),
    path("<uuid:key>/sammen-med/", reading.beside, name="beside"),
    path("<uuid:key>/del/", sharing.show, name="show"),
    path("<uuid:key>/hjem/", sharing.take_home, name="take_home"),
    path("<uuid:key>/slet/", sharing.delete, name="delete"),
    path("<uuid:key>/bevis/", proving.new_proof, name="new_proof"),
    path("<uuid:key>/bevis/<uuid:number>/", proving.proof, name="proof"),
    path("<uuid:key>/bevis/<uuid:number>/ret/", proving.change_proof, name="change_proof"),
    path("<uuid:key>/bevis/<uuid:number>/slet/", proving.delete_proof, name="delete_proof"),
]
