"""HR managers choose who is on a hiring team, and so who sees applications; editors of ads do not."""

from django.db import migrations

NAME = "Can choose who sees the applications of a posting"


def give(apps, schema_editor):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="careers", model="posting"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="choose_hiring_team", defaults={"name": NAME}
    )
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="HR managers")
    group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0011_search_stop_words"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="posting",
            options={
                "ordering": ("-created_at", "-pk"),
                "permissions": (("choose_hiring_team", NAME),),
                "verbose_name": "posting",
                "verbose_name_plural": "postings",
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop, elidable=False),
    ]
