"""HR managers say how the site looks; an administrator may change that afterwards."""

from django.db import migrations

RIGHTS = [("view_brand", "Can view brand"), ("change_brand", "Can change brand")]


def permission(apps, codename, name):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="careers", model="brand"
    )
    found, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def give(apps, schema_editor):
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="HR managers")
    group.permissions.add(*(permission(apps, *row) for row in RIGHTS))


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0002_invitation_rights"),
        ("careers", "0016_brand"),
        ("applications", "0002_staff_groups"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=False)]
