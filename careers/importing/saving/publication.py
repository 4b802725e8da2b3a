"""Publishes what was imported, as far as the publish policy allows, and says why not where it does not."""

from django.utils import timezone
from django.utils.translation import gettext as _

from careers.importing.readers.source import Source
from careers.importing.saving.memory import Memory
from careers.languages import language_codes
from careers.models import Edition, Posting
from careers.services import PublishRefused, publish_posting
from careers.services.publish_policy import lack_sentence, may_override
from careers.status.completeness import missing_texts


def publish_imported(
    posting: Posting, source: Source, override: str
) -> tuple[Edition | None, list[str]]:
    """Publishes the complete languages; the notes say of the rest why not.

    `override` is the reason to do so in spite of blocking findings; empty refuses them.
    """
    if not source.is_public:
        return None, [_("not published, because its front matter says so")]
    if posting.closed_at is not None:
        return None, [_("stays closed")]
    imported = Memory.parse(posting.import_digest).digests
    languages = [code for code in language_codes() if code in imported]
    lacking = [code for code in languages if missing_texts(posting, code)]
    complete = [code for code in languages if code not in lacking]
    edition, notes = None, [lack_sentence(posting, code) for code in lacking]
    try:
        if complete:
            edition = publish_posting(
                posting=posting,
                actor=None,
                languages=complete,
                override=override,
                now=timezone.now(),
            )
    except PublishRefused as error:
        notes += _refusal_reasons(posting, error)
    return edition, notes


def _refusal_reasons(posting: Posting, error: PublishRefused) -> list[str]:
    """The reasons that no override can overrule, or else that one is wanted."""
    if error.findings and all(may_override(posting, each) for each in error.findings):
        return [_("not published: repair what blocks, or give a reason with --override")]
    return [_("not published: %(reason)s") % {"reason": reason} for reason in error.reasons]
