"""The letter that reminds an applicant of a document that was asked for."""

from django.db import migrations
from django.utils import timezone

OCCASION = "request_reminder"
NAME = "An eine Unterlage erinnern"
TEXTS = {
    "de": {
        "subject": "Zur Erinnerung: eine Unterlage für Ihre Bewerbung {position}",
        "body": """Guten Tag {name},

vor einigen Tagen haben wir Sie für Ihre Bewerbung „{position}“ um eine Unterlage gebeten. Bei uns ist sie noch nicht angekommen. Welche wir meinen, steht auf Ihrer Seite. Dort können Sie die Datei in einer Minute hochladen, auch mit dem Telefon:
{link}

Haben Sie die Unterlage nicht, brauchen Sie mehr Zeit oder ist etwas unklar? Dann antworten Sie einfach auf diese E-Mail. Weitere Erinnerungen bekommen Sie von uns dazu nicht.

Freundliche Grüße
{contact}
{organisation}""",
    },
    "en": {
        "subject": "A reminder: one document for your application {position}",
        "body": """Hello {name},

some days ago we asked you for a document for your application “{position}”. It has not arrived here yet. Your own page says which one we mean. You can upload the file there within a minute, also from a phone:
{link}

Do you not have the document, do you need more time, or is something unclear? Then just reply to this e-mail. We will not remind you of it again.

Kind regards
{contact}
{organisation}""",
    },
}


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
    dependencies = [("hiring", "0016_letters_and_bulk_runs")]
    operations = [migrations.RunPython(add_template, remove_templates)]
