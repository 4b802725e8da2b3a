"""Where a text block is used, what the public sees of it, and what it lacks; nothing is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editions.build import section_text
from careers.editions.comparison import Change, find_change, section_html, section_name
from careers.editions.contents import SectionText
from careers.languages import language_codes, text_in_language
from careers.models import Edition, EditionText, Posting, TextBlock
from careers.models.confirmation import outdated_texts
from careers.status.lifecycle import PostingState, state_case
from careers.status.translations import LanguageState, describe_outdated, field_label

OVER = {PostingState.CLOSED, PostingState.PAST_DEADLINE}


class Standing(TextChoices):
    """What the public sees of a block in one posting."""

    CURRENT = "current", gettext_lazy("shows this wording")
    OLDER = "older", gettext_lazy("shows an older wording")
    KEPT = "kept", gettext_lazy("is over and keeps its wording")
    LEFT = "left", gettext_lazy("has a text of its own in its draft")
    DRAFT = "draft", gettext_lazy("uses it in its draft only")


@dataclass(frozen=True)
class Use:
    """A posting with its state, and the public texts that have sections of the block."""

    posting: Posting
    state: PostingState
    standing: Standing
    texts: tuple[EditionText, ...]

    @property
    def edition(self) -> Edition:
        """The current edition; there is one if there are texts."""
        edition: Edition = self.texts[0].edition
        return edition


def find_uses(block: TextBlock, now: datetime, among: Collection[int] | None = None) -> list[Use]:
    """Every posting whose draft or current edition has the block, or each of these keys; two queries."""
    shown = public_texts(block, among)
    has_section = Exists(block.sections.filter(posting=OuterRef("pk")))
    postings = (
        Posting.objects.annotate(in_draft=has_section, state=state_case(now))
        .filter(Q(in_draft=True) | Q(current_edition__in=list(shown)))
        .order_by("-updated_at", "-pk")
    )
    if among is not None:
        postings = postings.filter(pk__in=among)
    found = []
    for posting in postings:
        state = PostingState(getattr(posting, "state", ""))
        texts = shown.get(posting.current_edition_id or 0, ())
        in_draft = getattr(posting, "in_draft", False)
        standing = find_standing(block, texts, state, in_draft=in_draft)
        found.append(Use(posting, state, standing, texts))
    return found


def public_texts(
    block: TextBlock, among: Collection[int] | None = None
) -> dict[int, tuple[EditionText, ...]]:
    """The texts of current editions that have sections of the block, by edition."""
    texts = (
        EditionText.objects.filter(
            edition__current_for__isnull=False, sections__contains=[{"block": block.pk}]
        )
        .select_related("edition")
        .order_by("edition", "pk")
    )
    if among is not None:
        texts = texts.filter(edition__current_for__in=among)
    groups = groupby(texts, key=lambda text: text.edition_id)
    return {edition: sort_by_language(list(group)) for edition, group in groups}


def sort_by_language(texts: Sequence[EditionText]) -> tuple[EditionText, ...]:
    order = texts[0].edition.languages.index
    return tuple(sorted(texts, key=lambda text: order(text.language)))


def find_standing(
    block: TextBlock, texts: Sequence[EditionText], state: PostingState, *, in_draft: bool
) -> Standing:
    """A posting that is over, or whose draft has left the block, is not republished."""
    if not texts:
        return Standing.DRAFT
    if state in OVER:
        return Standing.KEPT
    if not in_draft:
        return Standing.LEFT
    is_older = any(new_sections(text, block) != text.sections for text in texts)
    return Standing.OLDER if is_older else Standing.CURRENT


def new_sections(text: EditionText, block: TextBlock) -> list[SectionText]:
    """The sections of a text with the block as it reads now; the others stay as they are."""
    return [
        updated_section(section, block, text.language)
        if section.get("block") == block.pk
        else section
        for section in text.sections
    ]


def updated_section(section: SectionText, block: TextBlock, language: str) -> SectionText:
    return {**block_as_section(block, section["kind"], language), "block": block.pk}


def block_as_section(block: TextBlock, kind: str, language: str) -> SectionText:
    heading, body = (
        text_in_language(block, "heading", language),
        text_in_language(block, "body", language),
    )
    return section_text(kind, heading, body)


def public_changes(text: EditionText, block: TextBlock) -> list[Change]:
    """What republishing the block changes in a text: exactly its own sections."""
    pairs = zip(text.sections, new_sections(text, block), strict=True)
    found = (
        find_change(section_name(new), section_html(old), section_html(new)) for old, new in pairs
    )
    return [change for change in found if change]


def block_states(block: TextBlock) -> list[LanguageState]:
    """The state of each language of a block, in the portal's order; no query."""
    outdated = [
        describe_outdated(block, each, field_label(block, each.field))
        for each in outdated_texts(block)
    ]
    return [
        LanguageState(
            language=code,
            missing=missing_block_texts(block, code),
            outdated=[each for each in outdated if each.language == code],
        )
        for code in language_codes()
    ]


def missing_block_texts(block: TextBlock, language: str) -> list[str]:
    """A block needs a text in each language, and a heading where another language has one."""
    missing = [] if text_in_language(block, "body", language) else [_("text")]
    headings = {code: text_in_language(block, "heading", code) for code in language_codes()}
    return missing if headings[language] or not any(headings.values()) else [_("heading"), *missing]
