from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MembersConfig(AppConfig):
    name = "flok.apps.members"
    label = "members"

    def ready(self) -> None:
        from flok.apps.members import walls

        post_migrate.connect(walls.build, dispatch_uid="walls")
