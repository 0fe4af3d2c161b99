from django.urls import path

from flok.apps.purchases.views import accounting, deliveries, receiving

app_name = "purchases"
urlpatterns = [
    path("", deliveries.deliveries, name="list"),
    path("aflever/", receiving.upload, name="upload"),
    path("modtag/", receiving.begin, name="begin"),
    path("modtag/<uuid:delivery_id>/", receiving.receive, name="receive"),
    path("modtag/<uuid:delivery_id>/faerdig/", receiving.finish, name="finish"),
    path("modtag/<uuid:delivery_id>/opgiv/", receiving.abandon, name="abandon"),
    path("lister/", accounting.lists, name="lists"),
    path("regnskab/", accounting.account, name="account"),
    path("regnskab/regnskab.csv", accounting.account_csv, name="account_csv"),
    path("regnskab/regnskab.xlsx", accounting.account_workbook, name="account_workbook"),
    path("regnskab/ikke-talt-med/", accounting.left_out, name="left_out"),
    path("regnskab/ikke-talt-med.csv", accounting.left_out_csv, name="left_out_csv"),
    path("<uuid:delivery_id>/", deliveries.delivery, name="delivery"),
    path("<uuid:delivery_id>/hent/", deliveries.download, name="download"),
    path("<uuid:delivery_id>/kolonner/", deliveries.columns, name="columns"),
    path("<uuid:delivery_id>/kolonner/vis/", deliveries.look_again, name="look_again"),
    path("<uuid:delivery_id>/laes/", deliveries.read_again, name="read_again"),
    path("<uuid:delivery_id>/fjern/", deliveries.remove, name="remove"),
]
