"""Brings rows written before the ad check into the order that 0006 demands."""

from django.db import migrations

BEFORE = "published before the ad check existed"


def say_why_without_pay(apps, schema_editor):
    editions = apps.get_model("careers", "Edition").objects.filter(facts__pay=None)
    editions.filter(override_reason="").update(override_reason=BEFORE)


def number_sections(apps, schema_editor):
    sections = apps.get_model("careers", "PostingSection")
    numbers = {}
    for section in sections.objects.order_by("posting_id", "position", "pk").iterator():
        number = numbers[section.posting_id] = numbers.get(section.posting_id, -1) + 1
        sections.objects.filter(pk=section.pk).update(position=number)


def keep_versions(apps, schema_editor):
    """Which editions show their draft as it is now, nobody can tell: the current ones count."""
    postings = apps.get_model("careers", "Posting").objects.filter(current_edition__isnull=False)
    editions = apps.get_model("careers", "Edition").objects
    editions.filter(pk__in=postings.values("current_edition")).update(draft_version=1)


class Migration(migrations.Migration):
    dependencies = [("careers", "0004_authoring")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (say_why_without_pay, number_sections, keep_versions)
    ]
