"""Which applications a list of the inbox has: filters, search, stages, order, and what its address says."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User

from applications.enums import EventKind, Stage
from applications.models import Application
from applications.word_index import index_application
from hiring.enums import DecisionState
from hiring.inbox import word_search
from hiring.inbox.query import InboxQuery, NoSuchPosting, read_address, read_query
from hiring.models import Decision, HiringRecord, OwnStage, ReadMark, Tag
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.careers.factories import QuestionFactory, published
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr() -> User:
    return hr_manager()


def applicants(*names: str, **fields: object) -> list[Application]:
    posting = fields.pop("posting", None) or published()
    return [ApplicationFactory(name=name, posting=posting, cv=False, **fields) for name in names]


def found(user: User, **given: object) -> list[str]:
    query = read_query(user, {name: str(value) for name, value in given.items()})
    return sorted(query.applications.values_list("name", flat=True))


def decide(application: Application, to: Stage, state: DecisionState) -> Decision:
    reason = rejection_reason() if to == Stage.REJECTED else None
    return Decision.objects.create(
        application=application, to_stage=to, reason=reason, state=state, at=NOW
    )


def add_document(application: Application, at: datetime) -> None:
    application.events.create(kind=EventKind.DOCUMENT_ADDED, detail="cv", at=at)


def test_stage_is_what_was_decided_although_the_mail_waits(hr: User) -> None:
    waiting, collected, plain = applicants("Waiting", "Collected", "Plain")
    decide(waiting, Stage.REJECTED, DecisionState.DECIDED)
    decide(collected, Stage.REJECTED, DecisionState.PENDING)
    decide(plain, Stage.REJECTED, DecisionState.TAKEN_BACK)
    assert found(hr, stage="rejected") == ["Waiting"]
    assert found(hr, stage="received") == ["Collected", "Plain"]
    assert found(hr, stage="open") == ["Collected", "Plain"]
    assert found(hr) == ["Collected", "Plain", "Waiting"]


@pytest.mark.parametrize("given", [{"q": "a " * 2000}, {"q": "a" * 9000}])
def test_search_is_cut_wherever_its_address_comes_from(hr: User, given: dict[str, str]) -> None:
    for query in (read_query(hr, given), read_address(hr, urlencode(given))):
        assert query is not None
        assert (len(query.words.split()) <= 20, len(query.words) <= 200) == (True, True)


def test_words_of_others_push_none_of_the_own_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all postings only the newest that have the words are looked at."""
    monkeypatch.setattr(word_search, "MOST_IN_INDEX", 1)
    [own] = applicants("Own", message="Gezeitenkraftwerk")
    [other] = applicants("Other", message="Gezeitenkraftwerk")
    for application in (own, other):
        index_application(application)
    assert found(team_member(own), q="Gezeitenkraftwerk") == ["Own"]


def test_read_states_are_those_of_one_person(hr: User) -> None:
    new, news, read = applicants("New", "News", "Read")
    for application in (news, read):
        ReadMark.objects.create(application=application, user=hr, at=NOW)
    add_document(new, NOW)
    add_document(read, NOW - timedelta(hours=1))
    add_document(news, NOW + timedelta(hours=1))
    assert found(hr, read="unread") == ["New", "News"]
    assert [found(hr, read=state) for state in ("new", "news", "read")] == [
        ["New"],
        ["News"],
        ["Read"],
    ]
    assert found(team_member(new), read="new") == ["New", "News", "Read"]


def test_documents_that_staff_added_are_no_news(hr: User) -> None:
    [application] = applicants("Anna")
    ReadMark.objects.create(application=application, user=hr, at=NOW)
    application.events.create(
        kind=EventKind.DOCUMENT_ADDED, detail="cv", at=NOW + timedelta(hours=1), by=hr
    )
    assert found(hr, read="unread") == []


def test_filters_narrow_by_what_the_staff_keeps(hr: User) -> None:
    tagged, staged, kept, pooled = applicants("Tagged", "Staged", "Kept", "Pooled", language="en")
    applicants("Other", language="de")
    tag = Tag.objects.create(name="Python")
    own = OwnStage.objects.create(name_de="Probe", public_stage=Stage.IN_REVIEW)
    HiringRecord.objects.create(application=tagged).tags.add(tag)
    HiringRecord.objects.create(application=staged, own_stage=own)
    HiringRecord.objects.create(application=kept, is_reserve=True)
    Application.objects.filter(pk=pooled.pk).update(
        pool_consent_at=NOW, pool_until=NOW + timedelta(days=4000)
    )
    assert found(hr, tag=tag.pk) == ["Tagged"]
    assert found(hr, own_stage=own.pk) == ["Staged"]
    assert (found(hr, list="reserve"), found(hr, list="pool")) == (["Kept"], ["Pooled"])
    assert found(hr, language="de") == ["Other"]
    assert found(hr, language="en", tag=tag.pk) == ["Tagged"]


def test_documents_that_came_later_or_are_awaited_are_found(hr: User) -> None:
    later, asked, answered = applicants("Later", "Asked", "Answered")
    add_document(later, NOW)
    asked.document_requests.create(kind="cv", at=NOW)
    answered.document_requests.create(kind="cv", at=NOW, answered_at=NOW)
    assert (found(hr, documents="later"), found(hr, documents="asked")) == (["Later"], ["Asked"])


def test_answers_to_questions_of_the_posting_are_filters(hr: User) -> None:
    posting = published()
    licence = QuestionFactory(posting=posting, kind="yes_no")
    shift = QuestionFactory(
        posting=posting, kind="choice", choices_de="früh\nspät", choices_en="early\nlate"
    )
    free = QuestionFactory(posting=posting, kind="text")
    for name, values in {
        "Yes": (True, "early", "Hallo"),
        "No": (False, "spät", None),
        "Early": (False, "früh", None),
    }.items():
        answers = [
            {"key": str(question.pk), "label": "?", "kind": question.kind, "value": value}
            for question, value in zip((licence, shift, free), values, strict=True)
            if value is not None
        ]
        applicants(name, posting=posting, answers=answers)
    one = {"posting": posting.pk}
    assert found(hr, **one, **{f"answer_{licence.pk}": "0"}) == ["Yes"]
    assert found(hr, **one, **{f"answer_{licence.pk}": "1"}) == ["Early", "No"]
    assert found(hr, **one, **{f"answer_{shift.pk}": "0"}) == ["Early", "Yes"]
    assert found(hr, **one, **{f"answer_{free.pk}": "any"}) == ["Yes"]
    assert found(hr, **one, **{f"answer_{free.pk}": "none"}) == ["Early", "No"]
    assert found(hr, **{f"answer_{licence.pk}": "0"}) == ["Early", "No", "Yes"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("mül", ["Petra Müller"]),
        ("müller petra", ["Petra Müller"]),
        ("müller kim", []),
        ("ki", ["Kim Li", "Kira Ohm"]),
        ("li", ["Kim Li"]),
        ("ohm@", ["Kira Ohm"]),
        ("k.ohm", ["Kira Ohm"]),
        ("example", []),
        ("@example.org", ["Kim Li", "Kira Ohm", "Petra Müller"]),
        ("%", []),
        ("_", []),
    ],
)
def test_search_finds_each_word_somewhere(hr: User, words: str, names: list[str]) -> None:
    applicants("Petra Müller", email="pm@example.org")
    applicants("Kim Li", email="kim@example.org")
    applicants("Kira Ohm", email="k.ohm@example.org")
    assert found(hr, q=words) == names


def test_search_finds_references_by_their_beginning(hr: User) -> None:
    [wanted] = applicants("Wanted", reference="7KQ4-M2XP")
    applicants("Other", reference="AAAA-7KQ4")
    assert found(hr, q="7kq4") == [wanted.name] == found(hr, q="7KQ4-M2XP")


def test_rows_come_in_the_chosen_order(hr: User) -> None:
    for name, hours in (("B", 3), ("A", 2), ("C", 1)):
        applicants(name, submitted_at=NOW - timedelta(hours=hours))
    orders = {
        order: [*read_query(hr, {"order": order}).applications.values_list("name", flat=True)]
        for order in ("newest", "oldest", "name", "by magic")
    }
    assert orders == {
        "newest": ["C", "A", "B"],
        "oldest": ["B", "A", "C"],
        "name": ["A", "B", "C"],
        "by magic": ["C", "A", "B"],
    }


def test_address_keeps_what_is_in_use_and_nothing_else(hr: User) -> None:
    given = {"stage": "open", "q": " Kim ", "read": "unread", "tag": "4711", "x": "1", "page": "3"}
    query = read_query(hr, given)
    assert query.values == {"stage": "open", "read": "unread", "q": "Kim", "page": "3"}
    assert query.address() == "stage=open&read=unread&q=Kim"
    assert query.address(page="3") == "stage=open&read=unread&q=Kim&page=3"
    assert query.address(read="", stage="") == "q=Kim"


def test_address_leads_to_the_same_list_again(hr: User) -> None:
    posting = published()
    query = read_query(hr, {"posting": str(posting.pk), "q": "a & b", "order": "name"})
    assert read_address(hr, query.address()).values == query.values


def test_posting_is_understood_as_other_lists_write_it(hr: User) -> None:
    [wanted], [_other] = applicants("Wanted"), applicants("Other")
    assert found(hr, posting__id__exact=wanted.posting_id) == ["Wanted"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "999999999", ""])
def test_pages_that_are_none_are_the_first(hr: User, page: str) -> None:
    assert read_query(hr, {"page": page}).page == 1


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 30, "٣", "1.5"])
def test_posting_that_is_not_there_is_told_apart_from_an_empty_one(hr: User, key: str) -> None:
    with pytest.raises(NoSuchPosting):
        read_query(hr, {"posting": key})


def test_posting_of_another_team_is_not_there() -> None:
    own, foreign = ApplicationFactory.create_batch(2, cv=False)
    user = team_member(own)
    assert isinstance(read_query(user, {"posting": str(own.posting_id)}), InboxQuery)
    with pytest.raises(NoSuchPosting):
        read_query(user, {"posting": str(foreign.posting_id)})
