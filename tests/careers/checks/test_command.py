import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from careers.checks import PREFETCHED, build_posting_facts, check_posting
from careers.models import Posting
from tests.careers.factories import LONG_AGO, ContactFactory, PostingFactory, closed

pytestmark = pytest.mark.django_db


def complete(**fields):
    posting = PostingFactory(**fields)
    posting.contacts.add(ContactFactory())
    return posting


def run(**options):
    out = StringIO()
    call_command("check_postings", stdout=out, **options)
    return out.getvalue()


def test_command_passes_when_nothing_blocks():
    posting = complete()
    assert run().splitlines()[0] == f"#{posting.public_id} Technikerin für Betrieb: 4"


def test_command_fails_when_something_blocks():
    complete(pay_min=None, pay_max=None)
    with pytest.raises(CommandError) as refused:
        run()
    assert refused.value.returncode == 1


def test_command_leaves_closed_postings_out():
    posting = closed()
    Posting.objects.filter(pk=posting.pk).update(pay_min=None, pay_max=None)
    assert run() == ""


def test_json_names_code_and_language():
    posting = complete()
    (report,) = json.loads(run(format="json"))
    found = [(each["code"], each["language"]) for each in report["findings"]]
    expected = [
        (code, language)
        for code in ("disability_clause_missing", "text_too_short")
        for language in ("de", "en")
    ]
    assert (report["posting"], found) == (posting.public_id, expected)


@pytest.mark.parametrize("count", [1, 3])
def test_facts_ask_for_nothing_that_was_prefetched(count, django_assert_num_queries):
    for _number in range(count):
        complete()
    postings = Posting.objects.select_related("department").prefetch_related(*PREFETCHED)
    with django_assert_num_queries(5):
        found = [check_posting(build_posting_facts(posting, now=LONG_AGO)) for posting in postings]
    assert len(found) == count


def test_blocking_findings_come_first():
    posting = complete(pay_min=None, pay_max=None)
    assert check_posting(build_posting_facts(posting, now=LONG_AGO))[0].code == "pay_missing"
