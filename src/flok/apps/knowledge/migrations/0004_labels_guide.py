from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from flok.apps.knowledge import seeds


def sow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    seeds.sow_guides(*(apps.get_model("knowledge", name) for name in ("Theme", "Guide", "GuideLink")))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0003_search")]

    operations = [migrations.RunPython(sow, migrations.RunPython.noop)]
