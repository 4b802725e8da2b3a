"""What applicants do is confirmed by mail, once; what they did before counts as told."""

from django.db import migrations, models
from django.db.models import F


def count_as_told(apps, schema_editor):
    for name in ("ApplicationEvent", "StageChange"):
        apps.get_model("applications", name).objects.update(told_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("applications", "0006_follow_up_rights")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="told_at",
                field=models.DateTimeField(editable=False, null=True, verbose_name="mail sent"),
            )
            for name in ("applicationevent", "stagechange")
        ),
        migrations.RunPython(count_as_told, migrations.RunPython.noop, elidable=True),
    ]
