"""The demo's postings: texts from Markdown, facts from demo/postings.toml."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from applications.demo.content import Row, read_ads, read_tables
from applications.demo.days import Days
from careers.enums import SectionKind
from careers.importing.pieces import ParsedAd
from careers.languages import localized_column
from careers.models import Contact, Location, Posting, PostingQuestion, PostingSection, TextBlock
from careers.models.organisation import Department
from careers.services import close_posting, note_draft_change, publish_posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIRST_PUBLIC_ID = 410_100
CLOSING_BLOCK = "everyone-welcome"
AS_SOON_AS_POSSIBLE = {"de": "zum nächstmöglichen Zeitpunkt", "en": "as soon as possible"}
RELATIONS = ("department", "locations", "contacts", "hiring_team", "questions")
DAYS = ("published", "opens", "deadline", "start", "fixed_months", "closed")
PENDING = "pending_"
NOT_COLUMNS = {"slug", "closed_reason", *RELATIONS, *DAYS}


def load_postings(days: Days, actor: "User") -> dict[str, Posting]:
    """Every posting by its slug, published where it shall be, but not closed yet."""
    postings = {}
    for number, row in enumerate(read_tables("postings")["postings"]):
        posting = create_draft(row, days, FIRST_PUBLIC_ID + number)
        if "published" in row:
            publish_posting(posting=posting, actor=actor, now=days.past_moment(row["published"]))
        postings[row["slug"]] = posting
    return postings


def create_draft(row: Row, days: Days, public_id: int) -> Posting:
    texts = read_ads(row["slug"])
    posting = Posting(
        public_id=public_id,
        department=Department.objects.get(slug=row["department"]),
        **{key: row[key] for key in row if is_column(key)},
        **posting_dates(row, days),
    )
    for code, ad in texts.items():
        setattr(posting, localized_column("title", code), ad.title)
        setattr(posting, localized_column("gender_marker", code), ad.gender_marker)
        has_start = posting.is_speculative or posting.starts_on is not None
        if not has_start and not getattr(posting, localized_column("start_note", code)):
            setattr(posting, localized_column("start_note", code), AS_SOON_AS_POSSIBLE[code])
    posting.full_clean()
    posting.save()
    set_relations(posting, row)
    create_sections(posting, texts)
    for position, question in enumerate(row.get("questions", [])):
        PostingQuestion.objects.create(posting=posting, position=position, **question)
    return posting


def is_column(key: str) -> bool:
    return key not in NOT_COLUMNS and not key.startswith(PENDING)


def posting_dates(row: Row, days: Days) -> dict[str, Any]:
    starts_on = days.start_date(row.get("start"))
    return {
        "opens_at": days.opening_moment(row["opens"]) if "opens" in row else None,
        "closes_at": days.deadline_moment(row["deadline"]) if "deadline" in row else None,
        "starts_on": starts_on,
        "fixed_term_until": days.end_date(starts_on, row.get("fixed_months")),
    }


def set_relations(posting: Posting, row: Row) -> None:
    users = get_user_model().objects
    posting.locations.set(Location.objects.filter(slug__in=row["locations"]))
    posting.contacts.set(Contact.objects.filter(name__in=row["contacts"]))
    posting.hiring_team.set(users.filter(username__in=row.get("hiring_team", [])))


def create_sections(posting: Posting, texts: dict[str, ParsedAd]) -> None:
    """The ad's own sections, the department's text after the first, the shared closing last."""
    sections = pair_sections(posting, texts)
    sections.insert(
        1, PostingSection(posting=posting, kind=SectionKind.ABOUT, block=posting.department.about)
    )
    closing = TextBlock.objects.get(slug=CLOSING_BLOCK)
    sections.append(PostingSection(posting=posting, kind=closing.kind, block=closing))
    for position, section in enumerate(sections):
        section.position = position
    PostingSection.objects.bulk_create(sections)


def pair_sections(posting: Posting, texts: dict[str, ParsedAd]) -> list[PostingSection]:
    """One row a section with the words of each language; both must have the same kinds in order."""
    codes = list(texts)
    paired = []
    for same in zip(*(texts[code].sections for code in codes), strict=True):
        row = PostingSection(posting=posting, kind=same[0].kind)
        for code, section in zip(codes, same, strict=True):
            setattr(row, localized_column("heading", code), section.heading)
            setattr(row, localized_column("body", code), section.body)
        paired.append(row)
    return paired


def close_postings(days: Days, postings: dict[str, Posting], actor: "User") -> None:
    """Closes what the files call closed; to be called when the applications are in."""
    for row in read_tables("postings")["postings"]:
        if "closed" in row:
            close_posting(
                posting=postings[row["slug"]],
                actor=actor,
                reason=row["closed_reason"],
                now=days.past_moment(row["closed"]),
            )


def change_drafts(days: Days, postings: dict[str, Posting]) -> None:
    """Saves pending changes in drafts, and dates every other draft back to its publication."""
    for row in read_tables("postings")["postings"]:
        posting = postings[row["slug"]]
        pending = {key.removeprefix(PENDING): row[key] for key in row if key.startswith(PENDING)}
        if "deadline" in pending:
            pending["closes_at"] = days.deadline_moment(pending.pop("deadline"))
        for field, value in pending.items():
            setattr(posting, field, value)
        if pending:
            posting.full_clean()
            posting.save()
            note_draft_change(posting, now=timezone.now())
        elif "published" in row:
            touched = days.past_moment(row["closed"] if "closed" in row else row["published"])
            Posting.objects.filter(pk=posting.pk).update(updated_at=touched)
