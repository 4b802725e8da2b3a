"""Hiring teams and HR rate applications and write notes; HR sets the criteria."""

from django.db import migrations

BOTH = ("add_rating", "view_rating", "add_note", "view_note")
RIGHTS = {
    "HR managers": (*BOTH, "change_criterion", "view_recordchange"),
    "Hiring team": BOTH,
}


def give_rights(apps, schema_editor):
    for name, codenames in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, codename) for codename in codenames))


def permission(apps, codename):
    """Django makes permissions after all migrations, too late for this one."""
    action, model = codename.split("_")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="hiring", model=model
    )
    name = apps.get_model("hiring", model)._meta.verbose_name
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {name}"}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [("hiring", "0005_ratings_and_notes")]
    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
