"""The letter that tells an applicant that the procedure ended without a decision."""

from django.db import migrations
from django.utils import timezone

OCCASION = "not_decided"
NAME = "Verfahren ohne Entscheidung beendet"
TEXTS = {
    "de": {
        "subject": "Das Verfahren ist beendet: {position}",
        "body": """Guten Tag {name},

am {received} haben Sie sich bei uns beworben: „{position}“. Heute müssen wir Ihnen sagen, dass wir das Verfahren beendet haben, ohne über Ihre Bewerbung zu entscheiden.

Das liegt an uns und nicht an Ihnen. Es tut uns leid, dass Sie so lange auf eine Antwort gewartet haben. Für Ihr Interesse, Ihre Zeit und Ihre Geduld danken wir Ihnen.

Wann wir Ihre Daten löschen, steht auf Ihrer Seite. Dort können Sie sie auch herunterladen:
{link}

Wenn Sie etwas fragen möchten, antworten Sie einfach auf diese E-Mail. Und wenn Sie eine andere unserer Stellen anspricht, bewerben Sie sich gern wieder.

Freundliche Grüße
{contact}
{organisation}""",
    },
    "en": {
        "subject": "The procedure has ended: {position}",
        "body": """Hello {name},

on {received} you applied to us: “{position}”. Today we have to tell you that we have ended the procedure without deciding on your application.

The reason for this lies with us and not with you. We are sorry that you have waited so long for an answer. Thank you for your interest, your time and your patience.

Your own page says when we will delete your data. You can also download them there:
{link}

If there is something you would like to ask, just reply to this e-mail. And if another of our positions appeals to you, please do apply again.

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
    dependencies = [("hiring", "0009_undecided")]
    operations = [migrations.RunPython(add_template, remove_templates)]
