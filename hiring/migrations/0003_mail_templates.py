"""The letters that every organisation begins with, one for each occasion, in German and English."""

from django.db import migrations
from django.utils import timezone

GERMAN_END = """Freundliche Grüße
{contact}
{organisation}"""
ENGLISH_END = """Kind regards
{contact}
{organisation}"""

# occasion, name, German subject and text, English subject and text
TEMPLATES = (
    (
        "received",
        "Eingang bestätigen",
        "Ihre Bewerbung ist da: {position}",
        """Guten Tag {name},

vielen Dank für Ihre Bewerbung „{position}“. Sie ist am {received} bei uns eingegangen, und wir freuen uns über Ihr Interesse an unserer Arbeit.

Wir lesen nun in Ruhe, was Sie uns geschickt haben, und melden uns bei Ihnen. Wie weit wir sind, sehen Sie jederzeit auf Ihrer Seite. Dort können Sie auch Unterlagen ergänzen oder Ihre Bewerbung zurückziehen:
{link}

Haben Sie Fragen? Antworten Sie einfach auf diese E-Mail. Ihre Kennung ist {reference}.

""",
        "Your application has arrived: {position}",
        """Hello {name},

thank you for your application “{position}”. It reached us on {received}, and we are glad that you are interested in our work.

We will now take the time to read what you sent us, and get back to you. You can see how far we are on your own page at any time. You can also add documents there or withdraw your application:
{link}

Do you have any questions? Just reply to this e-mail. Your reference is {reference}.

""",
    ),
    (
        "in_review",
        "Wir lesen Ihre Bewerbung",
        "Wir lesen Ihre Bewerbung: {position}",
        """Guten Tag {name},

kurz zum Stand: Wir lesen gerade Ihre Bewerbung „{position}“ und besprechen sie im Auswahlteam. Sie brauchen im Moment nichts zu tun. Sobald wir weiter sind, hören Sie von uns.

Den Stand sehen Sie auch hier:
{link}

""",
        "We are reading your application: {position}",
        """Hello {name},

a short update: we are reading your application “{position}” and discussing it in the hiring team. There is nothing you need to do at the moment. You will hear from us as soon as we know more.

You can see how far we are here, too:
{link}

""",
    ),
    (
        "invitation",
        "Einladung zum Gespräch",
        "Wir möchten Sie kennenlernen: {position}",
        """Guten Tag {name},

Ihre Bewerbung „{position}“ hat uns überzeugt, und wir möchten Sie gern kennenlernen. In dem Gespräch erzählen wir Ihnen von der Aufgabe und dem Team, und Sie haben Zeit für Ihre Fragen.

Bitte schreiben Sie uns, wann es Ihnen in den nächsten zwei Wochen passt und ob Sie lieber zu uns kommen oder per Video sprechen möchten. Sagen Sie uns auch, wenn wir etwas vorbereiten können, damit das Gespräch für Sie gut zugänglich ist. Antworten Sie dafür einfach auf diese E-Mail.

Wir freuen uns auf Sie.

""",
        "We would like to meet you: {position}",
        """Hello {name},

your application “{position}” has convinced us, and we would like to get to know you. In the interview we will tell you about the work and the team, and there will be time for your questions.

Please let us know when it would suit you within the next two weeks, and whether you would rather come to us or talk by video. Tell us, too, if there is anything we can prepare to make the interview accessible for you. Just reply to this e-mail.

We look forward to meeting you.

""",
    ),
    (
        "offer",
        "Angebot",
        "Wir möchten mit Ihnen arbeiten: {position}",
        """Guten Tag {name},

wir haben uns entschieden: Wir möchten gern mit Ihnen arbeiten und bieten Ihnen die Stelle „{position}“ an.

Die Einzelheiten, also Gehalt, Arbeitszeit und Beginn, besprechen wir am liebsten persönlich mit Ihnen. Bitte schreiben Sie uns, wann wir Sie in den nächsten Tagen erreichen. Nehmen Sie sich danach die Zeit, die Sie für Ihre Entscheidung brauchen, und fragen Sie uns alles, was Sie noch wissen möchten.

Wir würden uns sehr freuen, wenn Sie zu uns kommen.

""",
        "We would like to work with you: {position}",
        """Hello {name},

we have made our decision: we would like to work with you, and offer you the position “{position}”.

We would prefer to talk with you about the details, such as pay, hours and start date, in person. Please let us know when we can reach you within the next few days. After that, take the time that you need to decide, and ask us anything you would still like to know.

We would be very happy to have you with us.

""",
    ),
    (
        "hired",
        "Willkommen",
        "Herzlich willkommen bei {organisation}",
        """Guten Tag {name},

wie schön, dass Sie zu uns kommen! Wir freuen uns auf die Zusammenarbeit mit Ihnen.

Vor Ihrem ersten Tag melden wir uns mit allem, was Sie für den Anfang brauchen. Wenn Sie bis dahin Fragen haben, antworten Sie einfach auf diese E-Mail.

""",
        "Welcome to {organisation}",
        """Hello {name},

how good that you are joining us! We look forward to working with you.

Before your first day we will send you everything you need for a good start. If you have any questions until then, just reply to this e-mail.

""",
    ),
    (
        "rejection",
        "Absage",
        "Unsere Entscheidung zu Ihrer Bewerbung: {position}",
        """Guten Tag {name},

vielen Dank für Ihre Bewerbung „{position}“ und für die Zeit, die Sie sich dafür genommen haben. Wir haben sie aufmerksam gelesen.

Heute müssen wir Ihnen leider absagen: Wir haben uns in diesem Verfahren für andere Bewerbungen entschieden. Das ist kein Urteil über Ihre Person oder Ihren bisherigen Weg. Wir wissen, wie viel Arbeit in einer Bewerbung steckt, und danken Ihnen für das Vertrauen, das Sie uns damit gezeigt haben.

Wenn Sie eine andere unserer Stellen anspricht, bewerben Sie sich gern wieder. Und wenn Sie zu dieser Absage etwas fragen möchten, antworten Sie einfach auf diese E-Mail.

Für Ihren weiteren Weg wünschen wir Ihnen alles Gute.

""",
        "Our decision on your application: {position}",
        """Hello {name},

thank you for your application “{position}” and for the time you put into it. We have read it with care.

We are sorry to tell you that we will not take it further: we have decided in favour of other applications this time. This is no judgement of you or of what you have done so far. We know how much work an application takes, and we thank you for the trust that you have shown us.

If another of our positions appeals to you, please do apply again. And if there is something you would like to ask about this decision, just reply to this e-mail.

We wish you all the best for the way ahead.

""",
    ),
    (
        "posting_filled",
        "Stelle besetzt",
        "Die Stelle ist besetzt: {position}",
        """Guten Tag {name},

vielen Dank für Ihre Bewerbung „{position}“. Wir schreiben Ihnen, weil die Stelle inzwischen besetzt ist. Deshalb können wir Ihre Bewerbung in diesem Verfahren leider nicht mehr berücksichtigen.

Wir hätten Ihnen gern eine bessere Nachricht geschickt und danken Ihnen für Ihr Interesse und Ihre Geduld. Wenn wir wieder eine Stelle ausschreiben, die zu Ihnen passt, freuen wir uns, von Ihnen zu lesen.

Alles Gute für Ihren weiteren Weg.

""",
        "The position has been filled: {position}",
        """Hello {name},

thank you for your application “{position}”. We are writing because the position has been filled in the meantime. We are sorry that we can therefore no longer consider your application for it.

We would have liked to send you better news, and thank you for your interest and your patience. If we advertise a position again that suits you, we will be glad to hear from you.

All the best for the way ahead.

""",
    ),
    (
        "request",
        "Unterlage erbitten",
        "Eine Bitte zu Ihrer Bewerbung: {position}",
        """Guten Tag {name},

wir lesen gerade Ihre Bewerbung „{position}“. Damit wir uns ein vollständiges Bild machen können, bitten wir Sie noch um eine Unterlage. Welche das ist, steht auf Ihrer Seite. Dort können Sie die Datei in einer Minute hochladen, auch mit dem Telefon:
{link}

Wenn Sie die Unterlage nicht haben oder etwas unklar ist, antworten Sie einfach auf diese E-Mail. Wir finden dann eine Lösung.

""",
        "A request about your application: {position}",
        """Hello {name},

we are reading your application “{position}”. To complete the picture we would like to ask you for one more document. Your own page says which one. You can upload the file there within a minute, also from a phone:
{link}

If you do not have the document, or if something is unclear, just reply to this e-mail. We will find a way.

""",
    ),
    (
        "free",
        "Freie Nachricht",
        "Zu Ihrer Bewerbung: {position}",
        """Guten Tag {name},

wir melden uns zu Ihrer Bewerbung „{position}“.

""",
        "About your application: {position}",
        """Hello {name},

we are writing about your application “{position}”.

""",
    ),
)


def add_templates(apps, schema_editor):
    """Where an occasion has a template that is offered first, there is nothing to add."""
    template = apps.get_model("hiring", "MailTemplate")
    version = apps.get_model("hiring", "MailTemplateVersion")
    for occasion, name, german_subject, german, english_subject, english in TEMPLATES:
        texts = {
            "de": {"subject": german_subject, "body": german + GERMAN_END},
            "en": {"subject": english_subject, "body": english + ENGLISH_END},
        }
        columns = {
            f"{field}_{code}": text for code, own in texts.items() for field, text in own.items()
        }
        made, is_new = template.objects.get_or_create(
            occasion=occasion,
            is_default=True,
            defaults={"name": name, **texts["de"], **columns},
        )
        if is_new:
            version.objects.create(template=made, number=1, texts=texts, at=timezone.now(), by=None)


class Migration(migrations.Migration):
    dependencies = [("hiring", "0002_rights_and_reasons")]
    operations = [migrations.RunPython(add_templates, migrations.RunPython.noop)]
