from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "flok.apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        from flok.apps.meetings.actions import forget_presenter
        from flok.apps.meetings.queries import presentations_of
        from flok.apps.members import personal_data

        personal_data.register("meetings", export=presentations_of, erase=forget_presenter)
