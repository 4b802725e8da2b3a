"""What the groups of staff may do with hiring, and the reasons that every organisation begins with."""

from django.db import migrations

RIGHTS = {
    "HR managers": {
        "mailtemplate": ("add", "change", "delete", "view"),
        "mailtemplateversion": ("view",),
        "outgoingmail": ("view",),
        "decision": ("view",),
        "rejectionreason": ("add", "change", "view"),
        "ownstage": ("add", "change", "view"),
        "tag": ("add", "change", "delete", "view"),
    },
}
REASONS = (
    ("qualification", "Fachliche Anforderungen nicht erfüllt", "Requirements of the work not met"),
    ("experience", "Zu wenig Erfahrung für die Stelle", "Too little experience for the position"),
    ("other_person", "Eine andere Bewerbung passte besser", "Another application fitted better"),
    ("language_skills", "Sprachkenntnisse reichen nicht aus", "Language skills not sufficient"),
    ("conditions", "Rahmenbedingungen passten nicht", "Conditions did not fit"),
    (
        "incomplete",
        "Unterlagen trotz Nachfrage unvollständig",
        "Documents incomplete after a request",
    ),
    ("filled", "Stelle ist besetzt", "Position filled"),
    ("cancelled", "Stelle wird nicht besetzt", "Position will not be filled"),
    ("not_decided", "Verfahren ohne Entscheidung beendet", "Procedure ended without a decision"),
)


def permission(apps, model, action):
    """Django makes permissions after all migrations, too late for this one."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="hiring", model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {apps.get_model('hiring', model)._meta.verbose_name}"},
    )
    return found


def give_rights(apps, schema_editor):
    for name, models in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(
            *(
                permission(apps, model, action)
                for model, actions in models.items()
                for action in actions
            )
        )


def add_reasons(apps, schema_editor):
    model = apps.get_model("hiring", "RejectionReason")
    for position, (slug, german, english) in enumerate(REASONS, start=1):
        texts = {"name": german, "name_de": german, "name_en": english}
        model.objects.get_or_create(slug=slug, defaults={"position": position, **texts})


class Migration(migrations.Migration):
    dependencies = [
        ("hiring", "0001_initial"),
        ("applications", "0006_follow_up_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(give_rights, migrations.RunPython.noop),
        migrations.RunPython(add_reasons, migrations.RunPython.noop),
    ]
