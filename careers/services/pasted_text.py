"""Texts pasted from elsewhere, made into the Markdown that they look like."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from careers.languages import language_codes, localized_column, text_in_language
from careers.models import PostingSection
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
        raise BlockRefused(_("Only a section's own text can be mended."))
    before = text_in_language(own, "body", language)
    mended = mend_pasted_text(before)
    setattr(own, localized_column("body", language), mended)
    for texts in own.confirmed.get("body", {}).values():
        if language in texts and not has_different_words(texts[language], before):
            texts[language] = mended
    own.save(update_fields=[localized_column("body", language), *CONFIRMATION])
    note_draft_change(own.posting, now=now)
    section.refresh_from_db()
    return section
