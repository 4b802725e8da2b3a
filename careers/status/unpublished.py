"""Whether a draft is ahead of what the public sees.

The question has two answers that agree: one over a posting in hand, one for the database.
"""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from careers.editions.shared_content import SHOWN, rows_with_digests, shared_digests
from careers.models import Edition, Posting, PostingSection, TextBlock


def has_unpublished_changes(posting: Posting) -> bool:
    """Whether the draft of a published posting, or what it shares with others, changed since.

    Shared are text blocks, department, locations and contacts. A closed posting keeps what it
    showed of them, so a change of theirs is none of its own. Asks the database nothing when
    current edition, `sections__block`, department, locations and contacts are prefetched.
    """
    edition = posting.current_edition
    if edition is None:
        return False
    if posting.version > edition.draft_version or posting.closed_at is not None:
        return posting.version > edition.draft_version
    blocks = (section.block for section in posting.sections.all() if section.block)
    return any(is_newer_block(block, edition) for block in blocks) or has_shared_changes(
        posting, edition
    )


def is_newer_block(block: TextBlock, edition: Edition) -> bool:
    """Whether the block changed since; editions that do not know its version go by the time."""
    versions: dict[str, int] | None = edition.facts.get("blocks")
    if versions is None:
        return block.updated_at > edition.published_at
    return versions.get(str(block.pk)) != block.version


def has_shared_changes(posting: Posting, edition: Edition) -> bool:
    """Whether department, locations or contacts changed since; older editions do not know."""
    shown: dict[str, str] | None = edition.facts.get("shared")
    return shown is not None and bool(shared_digests(posting).items() - shown.items())


def unpublished_case() -> Case:
    """An expression that gives each posting its has_unpublished_changes()."""
    has_newer_block = Q(Exists(sections_with_newer_block()))
    is_changed = Q(*(Q(Exists(changed_rows(name))) for name in SHOWN), _connector=Q.OR)
    knows_shared = Q(current_edition__facts__has_key="shared")
    shares_news = Q(has_newer_block | knows_shared & is_changed, closed_at=None)
    is_ahead = Q(version__gt=F("current_edition__draft_version")) | shares_news
    return Case(
        When(is_ahead, current_edition__isnull=False, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def sections_with_newer_block() -> "QuerySet[PostingSection]":
    """For each posting of an outer query, its sections whose block is_newer_block() names."""
    edition = "posting__current_edition__"
    version = json_text(F(f"{edition}facts"), Value("blocks"), Cast("block_id", TextField()))
    by_time = Q(block__updated_at__gt=F(f"{edition}published_at"))
    by_version = ~Q(block__version=Coalesce(Cast(version, IntegerField()), 0))
    has_versions = Q(**{f"{edition}facts__has_key": "blocks"})
    sections = PostingSection.objects.filter(posting=OuterRef("pk"), block__isnull=False)
    return sections.filter(has_versions & by_version | ~has_versions & by_time)


def changed_rows(name: str) -> "QuerySet[Any]":
    """For each posting of an outer query, its rows of SHOWN that are not as its edition has them."""
    shown = json_text(OuterRef("current_edition__facts"), Value("shared"), F("key"))
    return rows_with_digests(name).exclude(digest=Coalesce(shown, Value("")))


def json_text(*path: Any) -> Func:
    """The text at a path of a JSON column; NULL if there is none."""
    return Func(*path, function="jsonb_extract_path_text", output_field=TextField())
