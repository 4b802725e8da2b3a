"""The best five of a search have what people mean (benchmarks/search_relevance.toml)."""

import sys
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from applications.demo import load_demo
from benchmarks.search_relevance import (
    find_answers,
    load_queries,
    mean_recall,
    open_everything,
    report_lines,
)
from careers.models import Posting
from tests.careers.importing.sources import seed_files

LEAST_RECALL = 0.95


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """All postings of the demo, published, in a transaction that never commits; other tests do not see them."""
    documents = override_settings(DOCUMENTS_ROOT=tmp_path_factory.mktemp("documents"))
    with django_db_blocker.unblock(), documents, transaction.atomic():
        load_demo(now=timezone.now(), password="a-demo-password")
        open_everything()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_search_finds_the_real_ads_among_those_of_the_demo() -> None:
    files = seed_files()
    seeds = {}
    for number, file in enumerate(files):
        call_command("import_postings", str(file), title="Site Reliability Engineer", verbosity=0)
        posting = Posting.objects.latest("pk")
        seeds[str(posting.public_id)] = f"seed-{number}"
    open_everything()
    found = list(find_answers(load_queries("seed_queries"), seeds))
    sys.stderr.write("\n".join(report_lines(found)))
    assert mean_recall(found) >= LEAST_RECALL


def test_search_finds_what_people_mean_among_the_best_five() -> None:
    found = list(find_answers(load_queries()))
    sys.stderr.write("\n".join(report_lines(found)))
    assert len(found) >= 60
    assert mean_recall(found) >= LEAST_RECALL


@pytest.mark.nightly(
    "tests/careers/search/test_relevance.py::test_search_finds_what_people_mean_among_the_best_five"
)
def test_search_finds_what_people_mean_who_were_asked_later() -> None:
    found = list(find_answers(load_queries("later_queries")))
    sys.stderr.write("\n".join(report_lines(found)))
    assert mean_recall(found) >= LEAST_RECALL
