"""More postings than one transaction takes: a job shows the new wording part by part."""

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from careers import tasks
from careers.models import EditionText, Posting, PostingEvent, SocialCard, TextBlock
from careers.services import (
    PublishRefused,
    editions,
    is_republishing,
    republish_in_parts,
    republishing,
    request_republishing,
)
from careers.services.republishing import REPUBLISH, Wording, find_uses_to_republish
from tests.applications.factories import hr_manager
from tests.careers.factories import TextBlockFactory
from tests.careers.services.test_republishing import GERMAN, THEN, rewrite, sections, using
from tests.config.people import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_parts(default_language: None, monkeypatch: pytest.MonkeyPatch) -> None:
    translation.activate("en")
    monkeypatch.setattr(republishing, "AT_ONCE", 2)


@pytest.fixture
def actor() -> User:
    return hr_manager()


@pytest.fixture
def block() -> TextBlock:
    """Rewritten, and shown in its older wording by three postings."""
    made = TextBlockFactory()
    for _each in range(3):
        using(made)
    return rewrite(made)


def jobs() -> list[dict[str, object]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=REPUBLISH)]


def left(block: TextBlock) -> int:
    return len(find_uses_to_republish(block, THEN))


def run(job: dict[str, object]) -> None:
    tasks.republish_block(**job)


def test_many_postings_are_left_to_a_job(block: TextBlock, actor: User) -> None:
    assert request_republishing(block=block, actor=actor, now=THEN, version=block.version) == []
    assert (left(block), is_republishing(block)) == (3, True)
    [job] = jobs()
    run(job)
    assert left(block) == 0
    published = PostingEvent.objects.filter(kind="published", by=actor)
    assert published.count() == 3


def test_few_postings_are_done_at_once(block: TextBlock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(republishing, "AT_ONCE", 3)
    assert len(request_republishing(block=block, actor=None, now=THEN)) == 3
    assert jobs() == []


def test_what_would_be_refused_is_refused_before_there_is_a_job(block: TextBlock) -> None:
    rewrite(block, body_en="")
    with pytest.raises(PublishRefused):
        request_republishing(block=block, actor=None, now=THEN)
    assert jobs() == []


def test_reason_goes_along(block: TextBlock) -> None:
    rewrite(block, body_en=GERMAN)
    request_republishing(block=block, actor=None, now=THEN, override="It is a motto")
    [job] = jobs()
    run(job)
    reasons = {use.edition.override_reason for use in find_shown(block)}
    assert reasons == {"It is a motto"}


def find_shown(block: TextBlock) -> list[republishing.Use]:
    return [use for use in republishing.find_uses(block, THEN) if use.texts]


def test_asking_again_makes_no_second_job(block: TextBlock) -> None:
    request_republishing(block=block, actor=None, now=THEN)
    request_republishing(block=block, actor=None, now=THEN)
    assert len(jobs()) == 1


def test_each_part_is_a_transaction_of_its_own(
    block: TextBlock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks off goes on with those that are left."""
    wording, tries = Wording(block, None, "", block.version), iter([True, False])
    publish = republishing.publish_next_editions

    def publish_once(*arguments: object) -> object:
        if not next(tries, True):
            raise InterruptedError
        return publish(*arguments)

    monkeypatch.setattr(republishing, "publish_next_editions", publish_once)
    with pytest.raises(InterruptedError):
        republish_in_parts(wording, now=THEN)
    assert left(block) == 1
    assert republish_in_parts(wording, now=THEN) == 1
    assert left(block) == 0


def test_job_stops_where_the_block_was_changed_meanwhile(
    block: TextBlock, caplog: pytest.LogCaptureFixture
) -> None:
    request_republishing(block=block, actor=None, now=THEN)
    [job] = jobs()
    rewrite(block, body_en="- a day off")
    with caplog.at_level(logging.WARNING, "careers.tasks"):
        run(job)
    assert left(block) == 3
    assert "is not republished further: BlockRefused" in caplog.text


def test_job_of_a_block_that_is_gone_does_nothing() -> None:
    run({"block": 0, "actor": None, "override": "", "version": 1})


def test_page_says_how_many_are_left_while_the_job_is_at_it(block: TextBlock, actor: User) -> None:
    page = f"/admin/careers/textblock/{block.pk}/change/"
    before = browser(actor).get(page).content.decode()
    assert "Look at the differences and publish" in before
    form = {"version": block.version, "override": ""}
    answer = browser(actor).post(
        f"/admin/careers/textblock/{block.pk}/republish/", form, follow=True
    )
    text = answer.content.decode()
    assert "The postings get the new wording one after the other." in text
    assert "3 public postings still show the older wording." in text
    assert "Look again" in text
    assert sections(find_shown(block)[0].posting, "en")[1] != "<ul>\n<li>time</li>\n</ul>"


def test_job_asks_as_often_for_many_as_for_one(
    block: TextBlock, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(republishing, "AT_ONCE", 20)
    with CaptureQueriesContext(connection) as of_three:
        assert republish_in_parts(Wording(block, None, "", block.version), now=THEN) == 3
    for _each in range(9):
        using(block)
    rewrite(block, body_de="- Ruhe", body_en="- rest")
    with django_assert_num_queries(len(of_three)):
        assert republish_in_parts(Wording(block, None, "", block.version), now=THEN) == 12


def test_social_cards_are_passed_on(block: TextBlock, monkeypatch: pytest.MonkeyPatch) -> None:
    """They do not show what the block says; only what has none is drawn."""
    ordered = list[Posting]()
    monkeypatch.setattr(editions, "defer_social_cards", ordered.extend)
    drawn, undrawn, half = [use.posting for use in find_shown(block)]
    for posting, languages in ((drawn, ["de", "en"]), (half, ["de"])):
        for text in EditionText.objects.filter(
            edition=posting.current_edition_id, language__in=languages
        ):
            digest = f"{posting.pk}-{text.language}"
            SocialCard.objects.create(
                text=text, language=text.language, digest=digest, content=b"1"
            )
    republish_in_parts(Wording(block, None, "", block.version), now=THEN)
    assert {posting.pk for posting in ordered} == {undrawn.pk, half.pk}
    of_current = SocialCard.objects.filter(text__edition__current_for__isnull=False)
    digests = sorted(of_current.values_list("digest", flat=True))
    assert digests == sorted([f"{drawn.pk}-de", f"{drawn.pk}-en", f"{half.pk}-de"])
