"""Exports get keys of their own; those that are not encrypted go, and are asked for again."""

import django.db.models.deletion
from django.db import migrations, models


def end_exports(apps, schema_editor):
    """They last for days; the hourly job deletes their files, and who exported what stays known."""
    apps.get_model("hiring", "Export").objects.all().delete()
    # Checks that wait for the end of the transaction would keep the table from being altered in it.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0035_data_keys"),
        ("hiring", "0017_reminder_letter"),
    ]
    operations = [
        migrations.RunPython(end_exports, migrations.RunPython.noop),
        migrations.AddField(
            model_name="export",
            name="data_key",
            field=models.OneToOneField(
                editable=False,
                help_text="Of its own, since the applications in it end it one by one.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to="applications.datakey",
            ),
        ),
    ]
