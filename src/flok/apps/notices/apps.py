from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "flok.apps.notices"
    label = "notices"

    def ready(self) -> None:
        from flok.apps.members import personal_data as registry
        from flok.apps.members import signals
        from flok.apps.notices import outbox, personal_data, receivers, schedule, workers

        signals.application_received.connect(receivers.when_application_received, dispatch_uid="notices")
        signals.application_decided.connect(receivers.when_application_decided, dispatch_uid="notices")
        signals.invited.connect(receivers.when_invited, dispatch_uid="notices")
        signals.role_changed.connect(receivers.when_role_changed, dispatch_uid="notices")
        signals.membership_changed.connect(receivers.when_membership_changed, dispatch_uid="notices")
        registry.register("notices", export=personal_data.export, erase=personal_data.erase)
        schedule.every("abandoned tasks", timedelta(minutes=1), workers.free_abandoned)
        schedule.every("digests", timedelta(minutes=1), outbox.post_digests)
        schedule.every("old letters", timedelta(days=1), outbox.clear_old)
        schedule.every("old tasks", timedelta(days=1), workers.forget_old_tasks)
