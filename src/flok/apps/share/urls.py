from django.urls import path

from flok.apps.share import views

app_name = "share"
urlpatterns = [
    path("", views.overview, name="overview"),
]
