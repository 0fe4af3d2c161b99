from django.urls import path

from flok.apps.meetings.views import arranging, materials, reading

app_name = "meetings"
urlpatterns = [
    path("", reading.meetings, name="list"),
    path("nyt/", arranging.call, name="call"),
    path("<uuid:key>/", reading.meeting, name="detail"),
    path("<uuid:key>/ret/", arranging.change, name="change"),
    path("<uuid:key>/referat/", arranging.minutes, name="minutes"),
    path("<uuid:key>/slet/", arranging.delete, name="delete"),
    path("<uuid:key>/program/", arranging.new_item, name="new_item"),
    path("<uuid:key>/program/<int:number>/", arranging.item, name="item"),
    path("<uuid:key>/program/<int:number>/slet/", arranging.delete_item, name="delete_item"),
    path("<uuid:key>/fil/", materials.add, name="add_material"),
    path("fil/<uuid:key>/", reading.material, name="material"),
    path("fil/<uuid:key>/offentlig/", materials.publish, name="publish"),
    path("fil/<uuid:key>/slet/", materials.remove, name="remove_material"),
]
