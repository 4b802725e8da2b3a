"""Which text was last confirmed against which: how a language is known to be out of date.

Every model with texts in each language has two columns. `confirmed` keeps, for each field and
language, the text that each other language had when this one was last written or confirmed:
{"body": {"en": {"de": "..."}}}. `outdated` keeps the languages whose snapshot no longer
holds, so that lists can filter by it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from modeltranslation.translator import translator

from careers.languages import language_codes, text_in_language

type Texts = dict[str, dict[str, str]]


class Outdated(NamedTuple):
    """A text to look at again: another language read `before` when it was last confirmed."""

    field: str
    language: str
    other: str
    before: str
    now: str


def note_changes(instance: Model, update_fields: Iterable[str] | None) -> None:
    """Sets `confirmed` and `outdated` before a save: what is written now counts as confirmed.

    Reads the stored texts of an existing row from the database. A save with `update_fields`
    changes nothing here.
    """
    if update_fields is not None:
        return
    row: Any = instance
    before, now = stored_texts(instance), texts_by_field(instance)
    row.confirmed = {
        field: {code: confirmed_snapshot(instance, field, code, before) for code in texts}
        for field, texts in now.items()
    }
    row.outdated = outdated_languages(instance)


def texts_by_field(instance: Model) -> Texts:
    """Every translated field's text by language."""
    fields = sorted(translator.get_options_for_model(type(instance)).all_fields)
    codes = language_codes()
    return {
        field: {code: text_in_language(instance, field, code) for code in codes} for field in fields
    }


def stored_texts(instance: Model) -> Texts:
    """The texts as they are in the database; those of a new row are empty."""
    model: Any = type(instance)
    stored = model.objects.filter(pk=instance.pk).first() if instance.pk else None
    return texts_by_field(stored or model())


def confirmed_snapshot(instance: Model, field: str, language: str, before: Texts) -> dict[str, str]:
    """What the other languages of a field said when this one was last confirmed.

    Writing a language confirms it. So does a translation of it: the first text of another
    language, or one that was behind this one and is now written.
    """
    row: Any = instance
    kept: Texts = row.confirmed.get(field, {})
    old = before[field]
    now = {code: text_in_language(instance, field, code) for code in language_codes()}
    seen = {}
    for other, text in now.items():
        known = kept.get(language, {}).get(other) or old[other]
        is_behind = has_different_words(
            kept.get(other, {}).get(language, old[language]), old[language]
        )
        is_translated = not known or (is_behind and known == old[other] != text)
        is_confirmed = has_different_words(now[language], old[language]) or is_translated
        seen[other] = text if is_confirmed else known
    return {other: text for other, text in seen.items() if other != language}


def has_different_words(one: str, other: str) -> bool:
    """Whether the words differ; white space is ignored, since browsers change line ends and indents."""
    return one.split() != other.split()


def confirm_texts(instance: Model, language: str) -> None:
    """Marks every text of this language as confirmed against the others as they are now.

    Does not save.
    """
    row: Any = instance
    for field, texts in texts_by_field(instance).items():
        others = {code: text for code, text in texts.items() if code != language}
        row.confirmed.setdefault(field, {})[language] = others
    row.outdated = outdated_languages(instance)


def outdated_texts(instance: Model) -> Iterator[Outdated]:
    """The texts that another language has left behind, with what that one said and says.

    Fields and languages that the portal no longer has count for nothing.
    """
    row: Any = instance
    confirmed: dict[str, dict[str, dict[str, str]]] = row.confirmed
    for field, texts in texts_by_field(instance).items() if confirmed else ():
        for language, text in texts.items():
            for other, before in confirmed.get(field, {}).get(language, {}).items():
                now = texts.get(other, before)
                if text and has_different_words(now, before):
                    yield Outdated(field, language, other, before, now)


def outdated_languages(instance: Model) -> list[str]:
    found = {outdated.language for outdated in outdated_texts(instance)}
    return [code for code in language_codes() if code in found]
