"""Which documents wait for a preview: rows that say so, for a job to find."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONValue

from applications.documents.previews.making import PREVIEW_JOB
from applications.enums import PreviewState
from applications.models import Document, DocumentPreview

LAST_TURN = 100
"""Of what takes long."""

type Order = dict[str, JSONValue]


def group_by_turn(documents: Iterable[Document]) -> dict[int, list[Order]]:
    """The arguments of the jobs for documents of applications, by their turn.

    The first file of each application comes before the second of any: whoever sends many slow ones delays those of
    others by one at most. The later the turn, the lower the priority.
    """
    turns = defaultdict[int, list[Order]](list)
    for document in documents:
        order: Order = {"application_id": document.application_id, "document_id": document.pk}
        turns[min(document.position, LAST_TURN - 1)].append(order)
    return turns


def add_waiting_previews(documents: Iterable[Document]) -> None:
    """Note that previews of these documents of applications are to be made; the caller defers the jobs."""
    DocumentPreview.objects.bulk_create(
        [DocumentPreview(document=document) for document in documents], ignore_conflicts=True
    )


@transaction.atomic
def add_missing_previews(*, at_most: int | None = None) -> list[Document]:
    """Note previews of documents of applications that have none; returns all that wait without a job, the newest first.

    A document that is erased at this moment is passed over.
    """
    lacking = Document.objects.openable().filter(application__isnull=False, preview=None)
    found = lacking.select_for_update(of=("self",), skip_locked=True).order_by("-pk")[:at_most]
    add_waiting_previews(list(found))
    return find_without_job(at_most)


def find_without_job(at_most: int | None) -> list[Document]:
    """Documents whose preview waits and that no job is going to look at, the newest first."""
    jobs = ProcrastinateJob.objects.filter(task_name=PREVIEW_JOB, status__in=("todo", "doing"))
    coming = {args.get("document_id") for args in jobs.values_list("args", flat=True)}
    waiting = Document.objects.openable().filter(preview__state=PreviewState.WAITING)
    found = waiting.order_by("-pk").only("pk", "application", "position").iterator()
    return list(islice((one for one in found if one.pk not in coming), at_most))


def find_waiting(previews: Iterable[int]) -> list[Document]:
    """The documents of those of these previews that are to be made."""
    waiting = Document.objects.openable().filter(preview__state=PreviewState.WAITING)
    return list(waiting.filter(preview__in=previews).only("pk", "application", "position"))


@transaction.atomic
def reset_previews() -> list[Document]:
    """Have all previews made again, what failed among them; returns their documents.

    Images and texts stay until there are new ones.
    """
    DocumentPreview.objects.update(state=PreviewState.WAITING, cause="", tries=0, made_at=None)
    waiting = Document.objects.openable().filter(preview__state=PreviewState.WAITING)
    return list(waiting.only("pk", "application", "position").order_by("-pk"))
