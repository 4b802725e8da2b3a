"""HR managers write to applicants and ask them for documents."""

from django.db import migrations

RIGHTS = [
    ("message", "add_message", "Can add message"),
    ("message", "view_message", "Can view message"),
    ("documentrequest", "add_documentrequest", "Can add request for a document"),
    ("documentrequest", "view_documentrequest", "Can view request for a document"),
    ("applicationevent", "view_applicationevent", "Can view event"),
    ("erasureproof", "view_erasureproof", "Can view proof of an erasure"),
]


def permission(apps, model, codename, name):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="applications", model=model
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
        ("applications", "0005_follow_up"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=False)]
