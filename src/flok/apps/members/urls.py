from django.urls import path

from flok.apps.members import views

app_name = "members"
urlpatterns = [
    path("", views.members, name="list"),
    path("mig/", views.me, name="me"),
    path("sekretariat/", views.secretariat, name="secretariat"),
]
