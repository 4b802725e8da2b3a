"""What the pages of a mail template show beside its texts: what is out of date, and its versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from careers.admin.text_block.panels import (
    LanguagePanel,
    Overtaking,
    Placed,
    build_placed,
    find_overwritten,
    last_author,
)
from careers.languages import language_codes, language_name
from careers.status.translations import field_label
from hiring.forms.mail_template import MailTemplateForm
from hiring.mails.template_state import template_states
from hiring.models import MailTemplate, MailTemplateVersion

FIELDS = ("subject", "body")


@dataclass(frozen=True)
class ShownVersion:
    """A version with what it changed; the first one changed nothing."""

    version: MailTemplateVersion
    changes: list[Placed]


def language_panels(template: MailTemplate) -> list[LanguagePanel]:
    """Each language's state, with what the others changed since it was confirmed."""
    return [
        LanguagePanel(
            state,
            [
                build_placed(
                    f"{each.label} · {each.other_name}", each.other, (each.before, each.now)
                )
                for each in state.outdated
            ],
        )
        for state in template_states(template)
    ]


def find_overtaking(form: Any) -> Overtaking | None:
    """What a save was refused for; None if nobody else has saved."""
    if not isinstance(form, MailTemplateForm) or not form.is_bound or not form.is_overtaken:
        return None
    stored = form.stored or MailTemplate()
    return Overtaking(stored, last_author(stored), list(find_overwritten(stored, form.instance)))


def shown_versions(template: MailTemplate) -> list[ShownVersion]:
    """Every version with its differences from the one before, the newest first; one query."""
    versions = list(template.versions.select_related("by").order_by("number"))
    pairs = zip([None, *versions], versions, strict=False)
    shown = [ShownVersion(each, list(version_changes(before, each))) for before, each in pairs]
    return shown[::-1]


def version_changes(
    before: MailTemplateVersion | None, after: MailTemplateVersion
) -> Iterator[Placed]:
    """A language that the portal did not have then counts as empty."""
    for field in FIELDS if before else ():
        for code in language_codes():
            old, new = (each.texts.get(code, {}).get(field, "") for each in (before, after) if each)
            if old != new:
                label = capfirst(field_label(MailTemplate(), field))
                yield build_placed(f"{label} · {language_name(code)}", code, (old, new))
