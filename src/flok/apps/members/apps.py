from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MembersConfig(AppConfig):
    name = "flok.apps.members"
    label = "members"

    def ready(self) -> None:
        from flok.apps.members import personal_data, walls
        from flok.apps.members.actions import _personal_data

        post_migrate.connect(walls.build, dispatch_uid="walls")
        personal_data.register("members", export=_personal_data.export, erase=_personal_data.erase)
