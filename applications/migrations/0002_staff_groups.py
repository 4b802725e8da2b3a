"""The groups of staff and what they may do; an administrator may change them afterwards.

Django makes permissions after all migrations, too late for this one, so those that the groups
need are made here under the same names.
"""

from django.db import migrations

CHANGEABLE = ("add", "change", "delete", "view")
CONTENT = {
    "posting": CHANGEABLE,
    "postingsection": CHANGEABLE,
    "textblock": CHANGEABLE,
    "department": CHANGEABLE,
    "location": CHANGEABLE,
    "contact": CHANGEABLE,
    "edition": ("view",),
    "editiontext": ("view",),
    "postingevent": ("view",),
}
READING_APPLICATIONS = [
    ("applications", "application", "view_application", "Can view application"),
    ("applications", "document", "view_document", "Can view document"),
]
HANDLING_APPLICATIONS = [
    (
        "applications",
        "application",
        "move_application",
        "Can move application to another stage",
    ),
    (
        "applications",
        "application",
        "see_every_application",
        "Can see the applications of every posting",
    ),
    ("applications", "stagechange", "view_stagechange", "Can view move"),
    (
        "applications",
        "documentaccess",
        "view_documentaccess",
        "Can view access to a document",
    ),
]


def content_permissions(apps):
    for model, actions in CONTENT.items():
        name = apps.get_model("careers", model)._meta.verbose_name
        for action in actions:
            yield "careers", model, f"{action}_{model}", f"Can {action} {name}"


def groups(apps):
    content = list(content_permissions(apps))
    view_posting = [row for row in content if row[2] == "view_posting"]
    return {
        "HR managers": [*content, *READING_APPLICATIONS, *HANDLING_APPLICATIONS],
        "Editors": content,
        "Hiring team": [*view_posting, *READING_APPLICATIONS],
    }


def create_groups(apps, schema_editor):
    for name, rows in groups(apps).items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, *row) for row in rows))


def permission(apps, app_label, model, codename, name):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    found, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
        ("careers", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop, elidable=False)]
