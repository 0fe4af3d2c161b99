from django.urls import path

from flok.apps.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
]
