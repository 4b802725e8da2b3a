"""HR managers review what applicants are given when they ask for the full copy."""

from django.db import migrations


def give(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="applications", model="copyrequest"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename="change_copyrequest",
        defaults={"name": "Can change request for a full copy"},
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="HR managers")
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0019_full_copies"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=False)]
