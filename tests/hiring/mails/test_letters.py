from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from applications.models import Application
from careers.languages import language_codes, text_in_language
from hiring.enums import OWED_BY_LAW, Occasion
from hiring.mails.letters import Letter, LetterRefused, compose_letter
from hiring.mails.placeholders import (
    find_placeholder_faults,
    find_subject_faults,
    placeholders_of,
)
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate, MailTemplateVersion
from hiring.services.outbox import write_mail
from tests.applications.factories import ApplicationFactory, proposal
from tests.hiring.factories import MailTemplateFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_a_letter_is_in_the_applicants_language() -> None:
    application = ApplicationFactory(language="en", name="Kim Test")
    with override("de"):
        letter = compose_letter(template=MailTemplateFactory(), application=application, now=NOW)
    assert letter == Letter(
        occasion=Occasion.INVITATION,
        language="en",
        subject="Interview: Operations Technician",
        body=f"Hello Kim Test,\n\nyour reference is {application.reference}.\n\n"
        "Verein Musterwolke e. V.",
        send_after=NOW + timedelta(hours=1),
    )


def test_a_name_with_placeholders_is_only_a_name() -> None:
    application = ApplicationFactory(language="de", name="{reference} {link}")
    letter = compose_letter(template=MailTemplateFactory(), application=application, now=NOW)
    assert letter.body.startswith("Guten Tag (reference) (link),")


@pytest.mark.parametrize("lacking", ["subject_en", "body_en"])
def test_an_incomplete_language_is_refused_by_name(lacking: str) -> None:
    template = MailTemplateFactory(name="Probe", **{lacking: ""})
    with override("en"), pytest.raises(LetterRefused) as refused:
        compose_letter(template=template, application=ApplicationFactory(language="en"), now=NOW)
    assert str(refused.value) == (
        "The template “Probe” is not complete in the applicant's language (English). "
        "Complete it, or choose another template."
    )
    german = compose_letter(
        template=template, application=ApplicationFactory(language="de"), now=NOW
    )
    assert german.language == "de"


def test_a_language_that_the_portal_no_longer_has_is_refused() -> None:
    with pytest.raises(LetterRefused, match="fr"):
        compose_letter(
            template=MailTemplateFactory(),
            application=ApplicationFactory(language="fr"),
            now=NOW,
        )


@pytest.mark.parametrize("occasion", [Occasion.REJECTION, Occasion.INVITATION, Occasion.FREE])
def test_what_the_program_filled_in_waits_for_an_hour(occasion: Occasion) -> None:
    template = MailTemplateFactory(occasion=occasion)
    letter = compose_letter(template=template, application=ApplicationFactory(), now=NOW)
    assert letter.send_after == NOW + timedelta(hours=1)


def test_forty_letters_ask_the_database_no_more_than_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(3):
        ApplicationFactory(cv=False)
    template = MailTemplateFactory()
    rows = Application.objects.select_related("edition").prefetch_related("edition__texts")
    with django_assert_num_queries(2):
        letters = [compose_letter(template=template, application=each, now=NOW) for each in rows]
    assert len(letters) == 3


def test_every_occasion_has_one_complete_template_that_is_offered_first() -> None:
    found = list(MailTemplate.objects.filter(is_default=True, is_active=True))
    assert sorted(each.occasion for each in found) == sorted({*Occasion.values} - {*OWED_BY_LAW})
    states = [state for each in found for state in template_states(each)]
    assert [state for state in states if state.missing or state.outdated] == []


@pytest.mark.parametrize("language", language_codes())
def test_the_templates_of_the_beginning_can_be_sent(language: str) -> None:
    application = proposal(ApplicationFactory(language=language)).application
    for template in MailTemplate.objects.all():
        allowed = {one.name: one for one in placeholders_of(template.occasion)}
        assert find_subject_faults(text_in_language(template, "subject", language)) == []
        assert find_placeholder_faults(text_in_language(template, "body", language), allowed) == []
        letter = compose_letter(template=template, application=application, now=NOW)
        mail = write_mail(application=application, letter=letter, actor=None, now=NOW)
        assert mail.body == letter.body


def test_letter_about_a_transfer_is_made_only_while_one_is_on_its_way() -> None:
    template, transfer = MailTemplate.objects.get(occasion=Occasion.TRANSFER), proposal()
    with pytest.raises(LetterRefused):
        compose_letter(template=template, application=ApplicationFactory(), now=NOW)
    letter = compose_letter(template=template, application=transfer.application, now=NOW)
    assert transfer.ad_in(transfer.application.language).title in letter.body


def test_the_templates_of_the_beginning_have_a_first_version() -> None:
    for template in MailTemplate.objects.all():
        version = MailTemplateVersion.objects.get(template=template)
        assert (version.number, version.texts["en"]["body"]) == (1, template.body_en)
