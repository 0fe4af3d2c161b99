from django.urls import path

from flok.apps.purchases import views

app_name = "purchases"
urlpatterns = [
    path("", views.deliveries, name="list"),
]
