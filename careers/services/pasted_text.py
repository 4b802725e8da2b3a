"""Texts pasted from elsewhere, made into the Markdown that they look like."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from careers.languages import language_codes, localized_column, text_in_language
from careers.models import PostingSection, TextBlock
from careers.models.confirmation import has_different_words
from careers.services.blocks import CONFIRMATION
from careers.services.locking import lock_section
from careers.services.posting_drafts import note_draft_change
from careers.services.posting_refusals import BlockRefused
from careers.text.pasted_text import mend_pasted_text


@transaction.atomic
def mend_section_text(*, section: PostingSection, language: str, now: datetime) -> PostingSection:
    """Mend a section's own text in one language; the others do not become out of date by it.

    Raises BlockRefused if the section shows a text block, or if there is no such language.
    """
    own = lock_section(section)
    if own.block is not None or language not in language_codes():
        raise BlockRefused(_("Only a section's own text can be cleaned up."))
    own.save(update_fields=mend_body(own, language))
    note_draft_change(own.posting, now=now)
    section.refresh_from_db()
    return section


@transaction.atomic
def mend_block_text(*, block: TextBlock, language: str) -> TextBlock:
    """Mend a text block in one language, as mend_section_text() does; its postings show it when republished.

    Raises BlockRefused if there is no such language.
    """
    if language not in language_codes():
        raise BlockRefused(_("The portal does not have this language."))
    stored = TextBlock.objects.select_for_update(no_key=True).get(pk=block.pk)
    columns = mend_body(stored, language)
    stored.version += 1
    stored.save(update_fields=[*columns, "version", "updated_at"])
    block.refresh_from_db()
    return block


def mend_body(row: PostingSection | TextBlock, language: str) -> list[str]:
    """Mends the text, and what other languages were confirmed against; returns the columns to save."""
    column = localized_column("body", language)
    before = text_in_language(row, "body", language)
    mended = mend_pasted_text(before)
    setattr(row, column, mended)
    for texts in row.confirmed.get("body", {}).values():
        if language in texts and not has_different_words(texts[language], before):
            texts[language] = mended
    return [column, *CONFIRMATION]
