"""The one mapping from a published text to what channels say about a posting."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from careers.editions.contents import EditionFacts, TextFacts, whole_ad_html
from careers.models import EditionText
from careers.web.localized_urls import full_address, posting_path


@dataclass(frozen=True, slots=True)
class ChannelPosting:
    """What every channel says; nothing in it comes from the draft.

    `title` has no gender marker, place, date or pay, as Google for Jobs asks. `html` is the whole
    ad, sanitised. `published_at` is the first publication, `updated_at` that of this wording.
    `tag` names the text for ever (RFC 4151), whatever its address becomes.
    """

    public_id: int
    language: str
    title: str
    full_title: str
    summary: str
    html: str
    url: str
    tag: str
    published_at: datetime
    updated_at: datetime
    closes_at: datetime | None
    facts: EditionFacts
    words: TextFacts


def to_channel_posting(text: EditionText) -> ChannelPosting:
    """The mapping itself; the text must come from for_pages(), so that it costs no query."""
    edition, posting = text.edition, text.edition.current_for
    updated_at = max(edition.published_at, edition.opens_at)
    published_at = posting.published_at or updated_at
    return ChannelPosting(
        public_id=posting.public_id,
        language=text.language,
        title=text.title,
        full_title=text.full_title,
        summary=text.summary,
        html=whole_ad_html(text),
        url=full_address(posting_path(posting.public_id, text.slug, text.language)),
        tag=tag_uri(f"posting/{posting.public_id}/{text.language}", published_at),
        published_at=published_at,
        updated_at=updated_at,
        closes_at=edition.closes_at,
        facts=edition.facts,
        words=text.facts,
    )


def tag_uri(specific: str, minted_at: datetime) -> str:
    """A name that is never given twice: host, day of its making (UTC), and what it names.

    https://www.rfc-editor.org/rfc/rfc4151
    """
    host = urlsplit(settings.SITE_URL).hostname or ""
    return f"tag:{host},{minted_at.astimezone(UTC).date().isoformat()}:{specific}"
