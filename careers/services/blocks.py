"""One text for many postings: from a section's own text to a block, and back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from careers.languages import (
    language_codes,
    localized_column,
    localized_columns,
    text_in_first_language,
    text_in_language,
)
from careers.models import Posting, PostingSection, TextBlock
from careers.models.confirmation import confirm_texts, has_different_words, texts_by_field
from careers.services.locking import lock_block, lock_postings, lock_section
from careers.services.posting_drafts import note_draft_change
from careers.services.posting_refusals import BlockRefused, ConfirmRefused
from careers.text.slugs import german_slug
from careers.text_blocks.usage import block_states

TEXTS = ("heading", "body")
CONFIRMATION = ("confirmed", "outdated")
LONGEST_SLUG = 60


@transaction.atomic
def make_block(*, section: PostingSection, now: datetime) -> TextBlock:
    """Turn a section's own text, in all languages, into a block that the section then uses.

    What was confirmed against what goes along. Raises BlockRefused if the section already uses
    a block or has no text.
    """
    own = lock_section(section)
    refuse_reference(own)
    if not has_text(own):
        raise BlockRefused(_("There is no text yet to make a block of."))
    slug = free_slug(text_in_first_language(own, "heading"), own.kind)
    block = TextBlock(slug=slug, kind=own.kind)
    copy_texts(own, block)
    block.full_clean()
    block.save()
    copy_confirmation(own, block)
    block.save(update_fields=CONFIRMATION)
    copy_texts(PostingSection(), own)
    own.confirmed, own.outdated = {}, []
    own.block = block
    save_section(own, now)
    section.refresh_from_db()
    return block


@transaction.atomic
def use_block(*, section: PostingSection, block: TextBlock, now: datetime) -> PostingSection:
    """Show the block in place of a section's own text, which is kept behind it.

    Raises BlockRefused if the section already uses a block.
    """
    own = lock_section(section)
    refuse_reference(own)
    own.block = block
    save_section(own, now)
    section.refresh_from_db()
    return section


@transaction.atomic
def replace_copies(
    *,
    block: TextBlock,
    copies: Mapping[int, int],
    now: datetime,
    version: int | None = None,
) -> list[PostingSection]:
    """Let several sections use the block at once; `copies` are their keys with their postings' versions.

    All or none: raises BlockRefused if a posting is no longer at the version that was looked at,
    a section is gone or uses a block, or the block is no longer at its `version`.
    """
    lock_postings(Posting.objects.filter(sections__in=list(copies)))
    stored = lock_block(block)
    found = PostingSection.objects.select_related("posting").filter(pk__in=list(copies))
    sections = {section.pk: section for section in found}
    changed = [each for each in sections.values() if each.posting.version != copies[each.pk]]
    if changed or len(sections) < len(copies) or version not in {None, stored.version}:
        raise BlockRefused(_("The texts have changed meanwhile. Look at the differences again."))
    return [use_block(section=section, block=stored, now=now) for section in sections.values()]


@transaction.atomic
def take_own_text(*, section: PostingSection, now: datetime) -> PostingSection:
    """Copy the block's texts into the section, which no longer follows the block from then on.

    Raises BlockRefused if the section uses no block, or has another text of its own behind it.
    """
    own = lock_section(section)
    if own.block is None:
        raise BlockRefused(_("This section has a text of its own already."))
    refuse_other_text(own, own.block)
    copy_texts(own.block, own)
    copy_confirmation(own.block, own)
    own.block = None
    save_section(own, now)
    section.refresh_from_db()
    return section


@transaction.atomic
def confirm_block(*, block: TextBlock, language: str, seen: str) -> TextBlock:
    """Marks the block's text in this language as right, whatever the others say now.

    `seen` is the LanguageState.seen that the person looked at. Raises ConfirmRefused, with
    nothing changed, if what is out of date is no longer that.
    """
    stored = lock_block(block)
    states = {state.language: state for state in block_states(stored)}
    if states[language].seen != seen:
        raise ConfirmRefused(_("The texts have changed meanwhile. Look at the changes once more."))
    confirm_texts(stored, language)
    stored.save(update_fields=CONFIRMATION)
    block.refresh_from_db()
    return block


def refuse_reference(section: PostingSection) -> None:
    if section.block is not None:
        raise BlockRefused(
            _("This section already uses the text block “%(block)s”.") % {"block": section.block}
        )


def has_text(section: PostingSection) -> bool:
    return any(text_in_language(section, "body", code) for code in language_codes())


def refuse_other_text(section: PostingSection, block: TextBlock) -> None:
    """A text that somebody wrote before the block was chosen is not overwritten; headings alone are none."""
    shared = texts_by_field(block)
    is_other = (
        has_different_words(text, shared[field][code])
        for field, texts in texts_by_field(section).items()
        for code, text in texts.items()
        if text
    )
    if has_text(section) and any(is_other):
        raise BlockRefused(
            _(
                "The section has another text of its own behind the text block. Choose “Own text "
                "of this posting” to show it, or empty it first."
            )
        )


def copy_texts(source: Model, target: Model) -> None:
    for field, texts in texts_by_field(source).items():
        for code, text in texts.items():
            setattr(target, localized_column(field, code), text)


def copy_confirmation(
    source: PostingSection | TextBlock, target: PostingSection | TextBlock
) -> None:
    target.confirmed, target.outdated = source.confirmed, source.outdated


def save_section(section: PostingSection, now: datetime) -> None:
    """Saves named columns only: copied text was not rewritten, so it confirms nothing."""
    texts = localized_columns(*TEXTS)
    section.full_clean(exclude=["posting"])
    section.save(update_fields=[*texts, "block", *CONFIRMATION])
    note_draft_change(section.posting, now=now)


def free_slug(heading: str, kind: str) -> str:
    """From the heading, else from the kind; with a number where another block has that name."""
    name = german_slug(heading, LONGEST_SLUG - 4) or german_slug(kind, LONGEST_SLUG - 4)
    taken = set(TextBlock.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in numbered if each not in taken)
