from datetime import timedelta

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "flok.apps.meetings"
    label = "meetings"

    def ready(self) -> None:
        from flok.apps.meetings import calendar_receivers, found, receivers, signals, tasks
        from flok.apps.meetings import personal_data as own
        from flok.apps.meetings.actions.calendars import forget_calendars, forget_called_off
        from flok.apps.meetings.actions.polls import forget_voter
        from flok.apps.meetings.actions.reminding import look_after_polls
        from flok.apps.meetings.queries.calendars import calendars_of
        from flok.apps.meetings.queries.polls import polls_of
        from flok.apps.members import personal_data
        from flok.apps.members import signals as among_members
        from flok.apps.notices import schedule

        personal_data.register("meetings", export=own.export, erase=own.erase)
        personal_data.register("polls", export=polls_of, erase=forget_voter)
        personal_data.register("calendars", export=calendars_of, erase=forget_calendars)
        signals.meeting_changed.connect(calendar_receivers.when_meeting_changed, dispatch_uid="calendars")
        signals.meeting_deleted.connect(calendar_receivers.when_meeting_deleted, dispatch_uid="calendars")
        among_members.role_changed.connect(receivers.when_access_changed, dispatch_uid="meetings")
        among_members.sign_in_closed.connect(receivers.when_access_changed, dispatch_uid="meetings")
        among_members.membership_changed.connect(receivers.when_membership_changed, dispatch_uid="meetings")
        found.register()
        schedule.every("meetings", timedelta(hours=1), tasks.remind)
        schedule.every("notes at sign-up", timedelta(days=1), tasks.clear_notes)
        schedule.every("polls", timedelta(minutes=10), look_after_polls)
        schedule.every("meetings called off", timedelta(days=1), forget_called_off)
