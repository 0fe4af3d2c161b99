from django.apps import AppConfig


class PurchasesConfig(AppConfig):
    name = "flok.apps.purchases"
    label = "purchases"
