"""Mail templates: saving one with its versions, confirming a language, which are offered."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.models.validators import refuse_control_characters, refuse_line_breaks
from careers.languages import language_codes, localized_column, text_in_language
from careers.models.confirmation import confirm_texts, texts_by_field
from hiring.enums import Occasion
from hiring.mails.letters import LetterRefused
from hiring.mails.placeholders import (
    Placeholder,
    find_placeholder_faults,
    find_subject_faults,
    placeholders_of,
)
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate, MailTemplateVersion

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CONFIRMATION = ("confirmed", "outdated")


class TemplateRefused(Exception):
    """The template has changed meanwhile; the text is a sentence for staff."""


@transaction.atomic
def save_template(*, template: MailTemplate, actor: "User | None", now: datetime) -> MailTemplate:
    """Save a new or changed template; a change of its words is kept as a version.

    `template.version` is the one that its author saw. A template that is offered first takes that
    from the other one of its occasion. Raises ValidationError by field for placeholders that do not
    exist and whatever else the model refuses, and TemplateRefused if somebody saved it meanwhile.
    """
    stored = lock_template(template)
    if stored is not None and stored.version != template.version:
        raise TemplateRefused(
            _("Somebody saved this template after you opened it. Nothing of yours is saved yet.")
        )
    check_template(template)
    if template.is_default:
        others = MailTemplate.objects.filter(occasion=template.occasion, is_default=True)
        others.exclude(pk=template.pk).update(is_default=False)
    is_changed = stored is not None and texts_by_field(stored) != texts_by_field(template)
    template.version += int(is_changed)
    template.full_clean()
    template.save()
    if stored is None or is_changed:
        keep_version(template, actor, now)
    return template


def lock_template(template: MailTemplate) -> MailTemplate | None:
    """The template as it is stored, locked; None for a new one."""
    return MailTemplate.objects.select_for_update(no_key=True).filter(pk=template.pk).first()


def check_template(template: MailTemplate) -> None:
    """Raises ValidationError, by field, for what the columns alone cannot tell."""
    if errors := find_template_errors(template):
        raise ValidationError(errors)


def find_template_errors(template: MailTemplate) -> dict[str, list[str]]:
    """What is wrong with a template beside what its columns refuse, by field, in the active language."""
    errors = text_errors(template)
    if template.is_default and not template.is_active:
        errors["is_active"] = [_("What is offered first has to be offered.")]
    return errors


def text_errors(template: MailTemplate) -> dict[str, list[str]]:
    """What no letter may hold, by column: unknown placeholders, and what the outbox refuses."""
    finders = {"subject": find_subject_errors, "body": find_body_errors}
    allowed = {one.name: one for one in placeholders_of(template.occasion)}
    found = {
        localized_column(field, code): find(text_in_language(template, field, code), allowed)
        for field, find in finders.items()
        for code in language_codes()
    }
    return {column: faults for column, faults in found.items() if faults}


def find_subject_errors(text: str, allowed: Mapping[str, Placeholder]) -> list[str]:
    return [
        *find_subject_faults(text, allowed),
        *find_refusals(text, refuse_line_breaks, refuse_control_characters),
    ]


def find_body_errors(text: str, allowed: Mapping[str, Placeholder]) -> list[str]:
    return [
        *find_placeholder_faults(text, allowed),
        *find_refusals(text, refuse_control_characters),
    ]


def find_refusals(text: str, *validators: Callable[[str], None]) -> list[str]:
    found: list[str] = []
    for refuse in validators:
        try:
            refuse(text)
        except ValidationError as refusal:
            found += refusal.messages
    return found


def keep_version(template: MailTemplate, actor: "User | None", now: datetime) -> None:
    fields = texts_by_field(template)
    texts = {
        code: {field: texts[code] for field, texts in fields.items()} for code in language_codes()
    }
    MailTemplateVersion.objects.create(
        template=template, number=template.version, texts=texts, at=now, by=actor
    )


@transaction.atomic
def confirm_template(*, template: MailTemplate, language: str, seen: str) -> MailTemplate:
    """Marks the template's text in this language as right, whatever the others say now.

    `seen` is the LanguageState.seen that the person looked at. Raises TemplateRefused, with nothing
    changed, if what is out of date is no longer that.
    """
    stored = MailTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)
    states = {state.language: state for state in template_states(stored)}
    if states[language].seen != seen:
        raise TemplateRefused(_("The texts have changed meanwhile. Look at the changes once more."))
    confirm_texts(stored, language)
    stored.save(update_fields=CONFIRMATION)
    template.refresh_from_db()
    return template


def find_first_template(occasion: Occasion | None) -> MailTemplate:
    """The template that letters of an occasion begin with; LetterRefused if there is none."""
    found = MailTemplate.objects.first_of(occasion)
    if found is None:
        raise LetterRefused(_("There is no email template for this. Make one, and offer it."))
    return found
