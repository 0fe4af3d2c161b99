from django.urls import path

from flok.apps.meetings.views import themes

app_name = "themes"
urlpatterns = [
    path("", themes.all_themes, name="list"),
    path("nyt/", themes.new, name="new"),
    path("<slug:key>/", themes.theme, name="theme"),
    path("<slug:key>/foelg/", themes.follow, name="follow"),
    path("<slug:key>/ret/", themes.change, name="change"),
]
