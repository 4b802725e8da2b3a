"""What the pages of a text block show beside its texts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from careers.editions.comparison import Change
from careers.forms.text_block import TextBlockForm
from careers.languages import language_name
from careers.models import TextBlock
from careers.models.confirmation import texts_by_field
from careers.status.translations import LanguageState, field_label
from careers.text.diff import word_diff
from careers.text_blocks.similar_sections import LanguageChange, SimilarSection, similar_sections
from careers.text_blocks.usage import Standing, Use, block_states, find_uses, public_changes


class Placed(NamedTuple):
    """A difference and the language of its words."""

    code: str
    change: Change


@dataclass(frozen=True)
class LanguagePanel:
    """A language's state, with what other languages changed as differences."""

    state: LanguageState
    changes: list[Placed]


@dataclass(frozen=True)
class Overtaking:
    """What somebody else saved meanwhile: who (if known), and their texts beside those typed now."""

    stored: Model
    by: str
    changes: list[Placed]


@dataclass(frozen=True)
class UsePanel:
    """The postings in which the block stands, sorted by what the public sees of it."""

    all: list[Use]

    def with_standing(self, standing: Standing) -> list[Use]:
        return [use for use in self.all if use.standing is standing]

    @property
    def older(self) -> list[Use]:
        return self.with_standing(Standing.OLDER)

    @property
    def others(self) -> list[Use]:
        """Those that republishing leaves alone although they do not show the new wording."""
        left_alone = {Standing.DRAFT, Standing.KEPT, Standing.LEFT}
        return [use for use in self.all if use.standing in left_alone]


def use_panel(block: TextBlock) -> UsePanel:
    return UsePanel(find_uses(block, timezone.now()))


def language_panels(block: TextBlock) -> list[LanguagePanel]:
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
        for state in block_states(block)
    ]


def find_overtaking(form: Any) -> Overtaking | None:
    """What a save was refused for; None if nobody else has saved."""
    if not isinstance(form, TextBlockForm) or not form.is_bound or not form.is_overtaken:
        return None
    stored = form.stored or TextBlock()
    return Overtaking(stored, last_author(stored), list(find_overwritten(stored, form.instance)))


def last_author(row: Model) -> str:
    """Who saved the row last in the admin; empty if nobody did."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk)
    )
    entry = entries.select_related("user").order_by("-action_time").first()
    return entry.user.get_username() if entry else ""


def find_overwritten(stored: Model, typed: Model) -> Iterator[Placed]:
    """From the texts that are stored to those that the person has typed."""
    new = texts_by_field(typed)
    for field, texts in texts_by_field(stored).items():
        for code, text in texts.items():
            if text != new[field][code]:
                name = f"{capfirst(field_label(stored, field))} · {language_name(code)}"
                yield build_placed(name, code, (text, new[field][code]))


def build_placed(name: str, code: str, wordings: tuple[str, str]) -> Placed:
    """From the first wording to the second."""
    return Placed(code, Change(name, tuple(word_diff(*wordings))))


@dataclass(frozen=True)
class PublicChanges:
    """Postings in which republishing changes the same words, and which."""

    languages: tuple[LanguageChange, ...]
    uses: list[Use]


def public_differences(postings: UsePanel, block: TextBlock) -> list[PublicChanges]:
    """What republishing changes; a difference that many postings share is shown once."""
    found = defaultdict(list)
    for use in postings.older:
        found[changes_by_language(use, block)].append(use)
    return [PublicChanges(languages, users) for languages, users in found.items()]


def changes_by_language(use: Use, block: TextBlock) -> tuple[LanguageChange, ...]:
    """In the languages in which it changes something."""
    found = (
        LanguageChange(
            text.language, language_name(text.language), tuple(public_changes(text, block))
        )
        for text in use.texts
    )
    return tuple(language for language in found if language.changes)


@dataclass(frozen=True)
class Copies:
    """Sections in which using the block changes the same words, and which."""

    languages: tuple[LanguageChange, ...]
    sections: list[SimilarSection]

    @property
    def are_same(self) -> bool:
        return not self.languages


def group_copies(block: TextBlock) -> list[Copies]:
    """Texts similar to the block's, most similar first, grouped by equal differences."""
    found = defaultdict(list)
    for similar in similar_sections(block):
        found[similar.languages].append(similar)
    return [Copies(languages, sections) for languages, sections in found.items()]
