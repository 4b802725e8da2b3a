"""Ratings belong to the posting they were given for; and the letter that offers a transfer."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.utils import timezone

OCCASION = "transfer"
NAME = "Andere Stelle vorschlagen"
TEXTS = {
    "de": {
        "subject": "Ihre Bewerbung: eine andere Stelle könnte passen",
        "body": """Guten Tag {name},

am {received} haben Sie sich bei uns beworben: „{position}“. Vielen Dank dafür. Beim Lesen haben wir an eine andere Stelle gedacht: „{new_position}“.

{transfer}

Ihre Seite mit Ihrer Bewerbung:
{link}

Wenn Sie etwas fragen möchten, antworten Sie einfach auf diese E-Mail.

Freundliche Grüße
{contact}
{organisation}""",
    },
    "en": {
        "subject": "Your application: another position might suit you",
        "body": """Hello {name},

on {received} you applied to us: “{position}”. Thank you for that. While reading we thought of another position: “{new_position}”.

{transfer}

Your page with your application:
{link}

If there is something you would like to ask, just reply to this e-mail.

Kind regards
{contact}
{organisation}""",
    },
}


def place_ratings(apps, schema_editor):
    """Until now an application never left its posting."""
    posting = apps.get_model("applications", "Application").objects.filter(
        pk=OuterRef("application")
    )
    rating = apps.get_model("hiring", "Rating")
    rating.objects.update(posting=Subquery(posting.values("posting")[:1]))


def add_template(apps, schema_editor):
    """Where the occasion has a template that is offered first, there is nothing to add."""
    template = apps.get_model("hiring", "MailTemplate")
    columns = {
        f"{field}_{code}": text for code, own in TEXTS.items() for field, text in own.items()
    }
    made, is_new = template.objects.get_or_create(
        occasion=OCCASION,
        is_default=True,
        defaults={"name": NAME, **TEXTS["de"], **columns},
    )
    if is_new:
        apps.get_model("hiring", "MailTemplateVersion").objects.create(
            template=made, number=1, texts=TEXTS, at=timezone.now(), by=None
        )


def remove_templates(apps, schema_editor):
    """What the occasion was before there was one: nothing."""
    apps.get_model("hiring", "MailTemplate").objects.filter(occasion=OCCASION).delete()
    # Checks that wait for the end of the transaction would keep the tables from being altered in it.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("hiring", "0014_transfers")]
    operations = [
        migrations.RunPython(place_ratings, migrations.RunPython.noop),
        migrations.RunPython(add_template, remove_templates),
    ]
