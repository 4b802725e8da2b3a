"""The best five of a search have what people mean (benchmarks/search_relevance.toml)."""

import sys

import pytest
from django.core.management import call_command

from benchmarks.search_relevance import answers, open_everything, queries, recall, report

pytestmark = pytest.mark.django_db
LEAST_RECALL = 0.95


def test_search_finds_what_people_mean_among_the_best_five() -> None:
    call_command("load_demo", stdout=sys.stderr)
    open_everything()
    found = list(answers(queries()))
    sys.stderr.write("\n".join(report(found)))
    assert len(found) >= 60
    assert recall(found) >= LEAST_RECALL
