from django.apps import AppConfig


class ShareConfig(AppConfig):
    name = "flok.apps.share"
    label = "share"

    def ready(self) -> None:
        from flok.apps.purchases.signals import store_changed
        from flok.apps.share import receivers

        store_changed.connect(receivers.when_store_changed, dispatch_uid="share")
