"""The field the decisions were moved out of goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_decisions_as_rows")]

    operations = [migrations.RemoveField(model_name="meeting", name="decided_text")]
