from django.urls import path

from flok.apps.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("overblik/", views.overview, name="overview"),
    path("sprog/", views.language, name="language"),
    path("was/", views.accessibility, name="accessibility"),
    path("persondata/", views.privacy, name="privacy"),
    path("hjaelp/", views.help_page, name="help"),
]
