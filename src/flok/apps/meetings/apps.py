from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "flok.apps.meetings"
    label = "meetings"
