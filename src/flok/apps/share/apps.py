from django.apps import AppConfig


class ShareConfig(AppConfig):
    name = "flok.apps.share"
    label = "share"
