"""A posting as the beginning of another one."""

from typing import Any

from django.db import transaction

from careers.models import Posting, PostingQuestion, PostingSection

LEFT_OUT = frozenset(
    {
        *("id", "public_id", "reference", "version", "import_key", "import_digest"),
        *("starts_on", "opens_at", "closes_at", "published_at", "closed_at", "closed_reason"),
        *("current_edition_id", "created_at", "updated_at", "posting_id"),
    }
)
SHARED = ("locations", "contacts", "hiring_team")


@transaction.atomic
def duplicate_posting(*, posting: Posting) -> Posting:
    """A new draft with the texts, questions and facts of this one, saved, and without its past.

    Sections that show a text block go on doing so. Dates (opening, deadline, start), number,
    reference, editions and history are not copied; a fixed term is, for it belongs to the job.
    What was out of date stays out of date.
    """
    source = Posting.objects.select_for_update().get(pk=posting.pk)
    copy = Posting(**columns_to_copy(source))
    copy.save()
    copy.confirmed, copy.outdated = source.confirmed, source.outdated
    copy.save(update_fields=["confirmed", "outdated"])
    for field in SHARED:
        getattr(copy, field).set(getattr(source, field).all())
    sections = [
        PostingSection(posting=copy, **columns_to_copy(each)) for each in source.sections.all()
    ]
    PostingSection.objects.bulk_create(sections)  # unlike save(), keeps what is out of date
    questions = [
        PostingQuestion(posting=copy, **columns_to_copy(each)) for each in source.questions.all()
    ]
    PostingQuestion.objects.bulk_create(questions)
    return copy


def columns_to_copy(row: Posting | PostingQuestion | PostingSection) -> dict[str, Any]:
    """The columns that a copy takes over."""
    columns = (each for each in vars(row).items() if not each[0].startswith("_"))
    return {name: value for name, value in columns if name not in LEFT_OUT}
