"""Documents and applications from before there were previews, by command and by the hourly job."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from applications import tasks
from applications.models import Document, DocumentPreview
from applications.tasks import catch_up_previews
from tests.applications.factories import ApplicationFactory, DocumentFactory, draft_with
from tests.applications.word_search import matching_words

pytestmark = pytest.mark.django_db


def ordered() -> list[int]:
    """For which documents jobs wait."""
    jobs = ProcrastinateJob.objects.filter(task_name="applications.make_preview").order_by("pk")
    return [job.args["document_id"] for job in jobs]


def newest_first() -> list[int]:
    of_applications = Document.objects.filter(application__isnull=False)
    return list(of_applications.order_by("-pk").values_list("pk", flat=True))


def run(*options: str) -> str:
    out = StringIO()
    call_command("make_previews", *options, stdout=out)
    return out.getvalue()


def settle(state: str = "made") -> None:
    """All that wait were made, and their jobs are done."""
    cause = "crashed" if state == "failed" else ""
    DocumentPreview.objects.update(state=state, cause=cause, made_at=timezone.now(), tries=3)
    ProcrastinateJob.objects.all().delete()


def test_command_has_what_is_missing_made_and_leaves_drafts_alone() -> None:
    ApplicationFactory.create_batch(2, name="Rust Kim")
    draft_with()
    assert run() == "Previews for the worker to make: 2.\nApplications indexed: 2.\n"
    assert ordered() == newest_first()
    assert DocumentPreview.objects.filter(state="waiting").count() == 2
    assert matching_words("rust").count() == 2


def test_first_file_of_each_comes_before_the_second_of_any() -> None:
    many, one = ApplicationFactory(), ApplicationFactory()
    for _number in range(3):
        DocumentFactory(application=many)
    for each in (many, one):
        for position, document in enumerate(each.documents.order_by("position")):
            Document.objects.filter(pk=document.pk).update(position=position)
    run()
    jobs = ProcrastinateJob.objects.filter(task_name="applications.make_preview")
    ordered_by_turn = [job.args["document_id"] for job in jobs.order_by("-priority", "pk")]
    first, *later = many.documents.order_by("position").values_list("pk", flat=True)
    assert {*ordered_by_turn[:2]} == {first, one.documents.get().pk}
    assert ordered_by_turn[2:] == later


@pytest.mark.parametrize("state", ["made", "failed"])
def test_command_makes_again_what_it_is_asked_to(state: str) -> None:
    ApplicationFactory.create_batch(2)
    run()
    settle(state)
    assert run() == "Previews for the worker to make: 0.\nApplications indexed: 0.\n"
    assert ordered() == []
    ApplicationFactory()
    assert run("--again") == "Previews for the worker to make: 3.\nApplications indexed: 1.\n"
    assert ordered() == newest_first()
    facts = DocumentPreview.objects.values_list("state", "cause", "tries", "made_at")
    assert set(facts) == {("waiting", "", 0, None)}


def test_hourly_job_catches_up_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    cron = {name: task.cron for (name, _id), task in app.periodic_registry.periodic_tasks.items()}
    assert cron["applications.catch_up_previews"] == "29 * * * *"
    monkeypatch.setattr(tasks, "PREVIEWS_AN_HOUR", 2)
    ApplicationFactory.create_batch(3, name="Rust Kim")
    catch_up_previews(0)
    assert ordered() == newest_first()[:2]
    assert matching_words("rust").count() == 2
    catch_up_previews(0)
    assert ordered() == newest_first()
    catch_up_previews(0)
    assert len(ordered()) == 3


def test_preview_that_waits_without_a_job_gets_one() -> None:
    """Its job was given up, because the worker could not start a child or lacked a master key."""
    ApplicationFactory.create_batch(2)
    catch_up_previews(0)
    ProcrastinateJob.objects.filter(args__document_id=newest_first()[0]).update(status="failed")
    catch_up_previews(0)
    catch_up_previews(0)
    assert ordered() == [*newest_first(), newest_first()[0]]
