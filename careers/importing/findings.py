"""What the import noticed about an ad and a person should look at."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careers.languages import language_name


class FindingCode(StrEnum):
    NO_TITLE = "no_title"
    WRONG_LANGUAGE = "wrong_language"
    OTHER_LANGUAGE_MISSING = "other_language_missing"


MESSAGES: dict[FindingCode, Promise] = {
    FindingCode.NO_TITLE: _("no title; the posting stays a draft until it has one (--title)"),
    FindingCode.WRONG_LANGUAGE: _("a passage is not in the language of the ad"),
    FindingCode.OTHER_LANGUAGE_MISSING: _("this language is missing"),
}


@dataclass(frozen=True)
class Finding:
    """One observation: what, in which language of the posting, and at which words."""

    code: FindingCode
    language: str
    place: str = ""
    """The beginning of the passage meant, at most 60 characters."""

    def __str__(self) -> str:
        said = f"{language_name(self.language)}: {MESSAGES[self.code]}"
        return f"{said}: “{self.place}”" if self.place else said


def excerpt(text: str, limit: int = 60) -> str:
    """The first words of a text, cut at a word, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0]}…"
