from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "flok.apps.home"
    label = "home"
