from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "flok.apps.notices"
    label = "notices"
