"""How far each language of a mail template is: what it lacks, and what another has left behind."""

from careers.languages import language_codes
from careers.models.confirmation import outdated_texts
from careers.status.translations import LanguageState, describe_outdated, field_label
from hiring.mails.letters import missing_template_texts
from hiring.models import MailTemplate


def template_states(template: MailTemplate) -> list[LanguageState]:
    """The state of each language, in the portal's order; no query."""
    outdated = [
        describe_outdated(template, each, field_label(template, each.field))
        for each in outdated_texts(template)
    ]
    return [
        LanguageState(
            language=code,
            missing=missing_template_texts(template, code),
            outdated=[each for each in outdated if each.language == code],
        )
        for code in language_codes()
    ]
