"""Since when a stored file is missing."""

from django.db import migrations, models

MISSING = {
    "editable": False,
    "help_text": "Noted by reconcile_documents, and forgotten when the file is back.",
    "null": True,
    "verbose_name": "file missing since",
}


class Migration(migrations.Migration):
    dependencies = [("applications", "0035_data_keys")]
    operations = [
        migrations.AddField(model, "missing_since", models.DateTimeField(**MISSING))
        for model in ("document", "originalfile", "copyrequest")
    ]
