from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hiring.enums import Occasion
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate, MailTemplateVersion
from hiring.services.templates import (
    TemplateRefused,
    confirm_template,
    save_template,
)
from tests.applications.factories import hr_manager
from tests.hiring.factories import MailTemplateFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def made(**changes: Any) -> MailTemplate:
    template = MailTemplateFactory.build(**changes)
    return save_template(template=template, actor=None, now=NOW)


def versions(template: MailTemplate) -> list[tuple[int, str]]:
    rows = MailTemplateVersion.objects.filter(template=template).order_by("number")
    return [(row.number, row.texts["en"]["subject"]) for row in rows]


def test_a_new_template_keeps_its_first_version() -> None:
    assert versions(made(subject_en="One")) == [(1, "One")]


def test_a_change_of_words_is_a_version_with_its_author() -> None:
    manager = hr_manager()
    template = made(subject_en="One")
    template.subject_en = "Two"
    save_template(template=template, actor=manager, now=NOW)
    assert versions(template) == [(1, "One"), (2, "Two")]
    assert template.versions.get(number=2).by == manager
    assert MailTemplate.objects.get(pk=template.pk).version == 2


def test_other_changes_are_no_version() -> None:
    template = made(subject_en="One")
    template.name = "Another name"
    save_template(template=template, actor=None, now=NOW)
    assert versions(template) == [(1, "One")]


def test_somebody_who_saved_meanwhile_is_not_overwritten() -> None:
    template = made(subject_en="One")
    other = MailTemplate.objects.get(pk=template.pk)
    other.subject_en = "Theirs"
    save_template(template=other, actor=None, now=NOW)
    template.subject_en = "Mine"
    with pytest.raises(TemplateRefused):
        save_template(template=template, actor=None, now=NOW)
    assert MailTemplate.objects.get(pk=template.pk).subject_en == "Theirs"


def test_unknown_placeholders_are_refused_at_their_column() -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        made(body_en="Hello {first_name}", subject_de="{link}")
    found = refused.value.message_dict
    assert sorted(found) == ["body_en", "subject_de"]
    assert found["body_en"][0].startswith("There is no placeholder {first_name}. Use one of")
    assert MailTemplate.objects.filter(occasion=Occasion.INVITATION).count() == 1


@pytest.mark.parametrize(
    ("column", "text"), [("subject_en", "One\nTwo"), ("subject_de", "\x07"), ("body_en", "\x07")]
)
def test_what_no_letter_may_hold_is_refused_in_the_template(column: str, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        made(**{column: text})
    assert list(refused.value.message_dict) == [column]


def test_a_text_has_lines_and_tabs() -> None:
    assert made(body_en="One\n\tTwo").version == 1


def test_what_is_offered_first_takes_that_from_the_other() -> None:
    before = MailTemplate.objects.get(occasion=Occasion.INVITATION, is_default=True)
    template = made(is_default=True)
    assert [*MailTemplate.objects.for_occasion(Occasion.INVITATION)] == [template, before]
    before.refresh_from_db()
    assert not before.is_default


def test_what_is_offered_first_has_to_be_offered() -> None:
    with pytest.raises(ValidationError) as refused:
        made(is_default=True, is_active=False)
    assert list(refused.value.message_dict) == ["is_active"]
    assert MailTemplate.objects.get(occasion=Occasion.INVITATION).is_default


def test_templates_that_are_not_offered_are_left_out() -> None:
    made(is_active=False)
    assert [each.is_default for each in MailTemplate.objects.for_occasion(Occasion.INVITATION)] == [
        True
    ]


def outdated(template: MailTemplate) -> list[str]:
    return [state.language for state in template_states(template) if state.outdated]


def test_a_language_left_behind_is_outdated_until_it_is_confirmed() -> None:
    template = made()
    template.body_de = "Guten Tag {name}, etwas Neues."
    save_template(template=template, actor=None, now=NOW)
    assert (outdated(template), template.outdated) == (["en"], ["en"])
    seen = template_states(template)[1].seen
    confirm_template(template=template, language="en", seen=seen)
    assert (outdated(template), template.outdated) == ([], [])


def test_only_what_was_seen_is_confirmed() -> None:
    template = made()
    template.body_de = "Guten Tag {name}, etwas Neues."
    save_template(template=template, actor=None, now=NOW)
    with pytest.raises(TemplateRefused):
        confirm_template(template=template, language="en", seen="")
    template.refresh_from_db()
    assert template.outdated == ["en"]


def test_what_the_migration_wrote_becomes_outdated_like_all() -> None:
    template = MailTemplate.objects.get(occasion=Occasion.OFFER)
    template.body_en = "Hello {name}"
    save_template(template=template, actor=None, now=NOW)
    assert (outdated(template), template.version) == (["de"], 2)
