from django.urls import path

from flok.apps.meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meetings, name="list"),
]
