from django.apps import AppConfig


class ShareConfig(AppConfig):
    name = "flok.apps.share"
    label = "share"

    def ready(self) -> None:
        from flok.apps.knowledge import uses
        from flok.apps.members import personal_data as registry
        from flok.apps.notices.schedule import every
        from flok.apps.purchases.signals import store_changed
        from flok.apps.share import personal_data, receivers, signals, taking_home, tasks

        every("share", tasks.EVERY, tasks.carry_on)
        signals.work_asked.connect(tasks.take_up, dispatch_uid="share")
        registry.register("share", export=personal_data.export, erase=personal_data.erase)
        store_changed.connect(receivers.when_store_changed, dispatch_uid="share")
        uses.register("definition", uses.Keeper(taking_home.offered, taking_home.copied, taking_home.take_home))
