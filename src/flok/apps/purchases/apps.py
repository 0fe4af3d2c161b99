from django.apps import AppConfig


class PurchasesConfig(AppConfig):
    name = "flok.apps.purchases"
    label = "purchases"

    def ready(self) -> None:
        from flok.apps.members import personal_data
        from flok.apps.notices.schedule import every
        from flok.apps.purchases import handed_in, tasks

        every("purchases", tasks.EVERY, tasks.carry_on)
        personal_data.register("purchases", export=handed_in.export, erase=handed_in.erase)
