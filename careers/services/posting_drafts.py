"""What happens to a draft besides typing: its version, and saying that a language is still right."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from careers.models import Posting, PostingSection, TextBlock
from careers.models.confirmation import confirm_texts
from careers.services.posting_refusals import ConfirmRefused
from careers.status.translations import LanguageState, language_states

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def note_draft_change(posting: Posting, *, now: datetime) -> None:
    """Gives a draft whose content changed its next version, in memory and in the database."""
    stored = Posting.objects.filter(pk=posting.pk)
    stored.update(version=F("version") + 1, updated_at=now)
    posting.refresh_from_db(fields=["version", "updated_at"])


@transaction.atomic
def confirm_language(*, posting: Posting, language: str, actor: "User", seen: str) -> LanguageState:
    """Every text of this language is still right, whatever the other languages say now.

    `seen` is the LanguageState.seen that the actor looked at. Texts of shared blocks are
    confirmed, too, if the actor may change blocks; the state returned says what is left. The
    content stays what it is, so the draft's version and dates do not move.
    Raises ConfirmRefused, with nothing changed, if what is out of date is no longer what was seen.
    """
    stored = Posting.objects.select_for_update().get(pk=posting.pk)
    sections = list(stored.sections.select_for_update().order_by("pk"))
    blocks = list(section_blocks(sections).select_for_update().order_by("pk"))
    if read_language_state(stored, language).seen != seen:
        raise ConfirmRefused(_("The texts have changed meanwhile. Look at the changes once more."))
    shared = blocks if actor.has_perm("careers.change_textblock") else []
    for row in (stored, *sections, *shared):
        confirm_texts(row, language)
        row.save(update_fields=["confirmed", "outdated"])
    return read_language_state(stored, language)


def section_blocks(sections: list[PostingSection]) -> "QuerySet[TextBlock]":
    return TextBlock.objects.filter(pk__in=[each.block_id for each in sections if each.block_id])


def read_language_state(posting: Posting, language: str) -> LanguageState:
    """The state of one language, read afresh from the database."""
    fresh = Posting.objects.prefetch_related("sections__block", "questions").get(pk=posting.pk)
    return next(state for state in language_states(fresh) if state.language == language)
