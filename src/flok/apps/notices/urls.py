from django.urls import path

from flok.apps.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("laest/", views.read_all, name="read_all"),
    path("mails/", views.settings_page, name="settings"),
    path("<uuid:notice>/", views.open_notice, name="open"),
]
