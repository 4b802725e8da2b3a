"""What the editor asks while somebody types: previews and the ad check of what is not stored."""

from typing import Any

import pytest

from careers.models import Posting
from tests.careers.admin.editor import ADD, address, fields_of, open_form
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
MARKDOWN = "/admin/careers/posting/markdown/"
NEW = "/admin/careers/posting/check/"


def check(posting: Posting) -> str:
    return f"/admin/careers/posting/{posting.pk}/check/"


def shown_findings(answer: Any) -> dict[str, list[tuple[str, str]]]:
    """Place and anchor of each finding, by level."""
    groups = answer.context["panel"].groups
    return {group.level: [(line.where, line.anchor) for line in group.lines] for group in groups}


def test_preview_is_the_sanitised_html_of_the_text() -> None:
    answer = browser(hr_manager()).post(MARKDOWN, {"text": "**fett**\r\n\r\n<script>x</script>"})
    assert answer.text == "<p><strong>fett</strong></p>\n<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_preview_answers_to_no_get() -> None:
    assert browser(hr_manager()).get(MARKDOWN).status_code == 405


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: None, 302),
        (lambda: person("paul"), 403),
        (team_member, 403),
        (lambda: person("emil", "Editors"), 200),
        (hr_manager, 200),
    ],
)
def test_previews_and_checks_are_for_those_who_may_write(make: Any, expected: int) -> None:
    posting, block = PostingFactory(), TextBlockFactory()
    user = make()
    if user:
        posting.hiring_team.add(user)
    client = browser(user)
    block_page = f"/admin/careers/posting/block/{block.pk}/"
    answers = [client.post(MARKDOWN), client.post(check(posting)), client.get(block_page)]
    assert [answer.status_code for answer in answers] == [expected] * 3


def test_preview_wants_the_token_of_the_form() -> None:
    client = browser(hr_manager())
    client.handler.enforce_csrf_checks = True
    assert client.post(MARKDOWN, {"text": "x"}).status_code == 403


def test_check_beside_the_form_tells_what_the_stored_draft_lacks() -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    page = browser(hr_manager()).get(address(posting))
    assert shown_findings(page)["blocks"] == [("Pay", "id_pay_min")]
    assert 'href="#id_pay_min"' in page.text
    assert 'id="id_pay_min"' in page.text


def test_check_reads_what_is_typed_and_stores_nothing() -> None:
    posting = PostingFactory()
    client = browser(hr_manager())
    typed = open_form(client, posting) | {"pay_min": "", "pay_max": "", "title_de": "Anders"}
    answer = client.post(check(posting), typed)
    assert shown_findings(answer)["blocks"] == [
        ("English · Title", "id_title_en"),
        ("Pay", "id_pay_min"),
    ]
    assert Posting.objects.values_list("title_de", "pay_min").get() == (
        "Technikerin für Betrieb",
        62000,
    )


def test_check_of_a_complete_form_blocks_nothing() -> None:
    posting = PostingFactory()
    client = browser(hr_manager())
    assert "blocks" not in shown_findings(client.post(check(posting), open_form(client, posting)))


def test_check_leads_to_the_section_by_its_form_wherever_it_stands() -> None:
    posting = PostingFactory(section={"position": 30, "body_en": "Das ist ein deutscher Satz."})
    SectionFactory(posting=posting, position=10)
    client = browser(hr_manager())
    typed = open_form(client, posting) | {"sections-1-position": "5"}
    answer = client.post(check(posting), typed)
    assert ("English · Ihre Aufgaben", "id_sections-1-body_en") in shown_findings(answer)["blocks"]


def test_check_leaves_out_sections_that_are_to_go() -> None:
    posting = PostingFactory(section={"position": 1, "body_en": "Das ist ein deutscher Satz."})
    SectionFactory(posting=posting, position=2)
    client = browser(hr_manager())
    typed = open_form(client, posting) | {"sections-0-DELETE": "on"}
    assert "blocks" not in shown_findings(client.post(check(posting), typed))


def test_check_of_a_form_that_is_not_valid_reads_the_rest() -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    client = browser(hr_manager())
    typed = open_form(client, posting) | {"department": "", "weekly_hours": "viel"}
    assert shown_findings(client.post(check(posting), typed))["blocks"] == [("Pay", "id_pay_min")]


def test_check_of_a_new_posting_needs_nothing_stored() -> None:
    client = browser(hr_manager())
    typed = fields_of(client.get(ADD)) | {"title_de": "Koch"}
    answer = client.post(NEW, typed)
    assert ("Pay", "id_pay_min") in shown_findings(answer)["blocks"]
    assert not Posting.objects.exists()


def test_check_of_what_others_may_not_see_is_not_found() -> None:
    tom = team_member()
    PostingFactory().hiring_team.add(tom)
    assert browser(tom).post(check(PostingFactory())).status_code == 404


def test_block_is_shown_as_it_stands_in_a_card() -> None:
    block = TextBlockFactory(body_en="- *time*")
    text = browser(hr_manager()).get(f"/admin/careers/posting/block/{block.pk}/").text
    assert "<em>time</em>" in text


def test_block_that_is_not_there_is_not_found() -> None:
    assert browser(hr_manager()).get("/admin/careers/posting/block/1/").status_code == 404


COPY = "We are an association of more than 170 members who speak up for open source in Europe."


def test_check_offers_the_block_that_a_text_is_a_copy_of() -> None:
    block = TextBlockFactory(slug="about", body_en=COPY.replace("170", "200"))
    posting = PostingFactory(section={"body_en": COPY})
    panel = browser(hr_manager()).get(address(posting)).context["panel"]
    section = posting.sections.get()
    offers = {line.use for group in panel.groups for line in group.lines if line.use}
    assert (offers, block.slug) == ({f"use-{section.pk}-about"}, "about")


def test_check_offers_nothing_where_the_block_is_used_already() -> None:
    block = TextBlockFactory(slug="about", body_en=COPY)
    posting = PostingFactory(section={"block": block})
    panel = browser(hr_manager()).get(address(posting)).context["panel"]
    assert [line.use for group in panel.groups for line in group.lines if line.use] == []


@pytest.mark.parametrize(
    ("pasted", "mended"),
    [
        ("<ul><li>eins</li><li>zwei</li></ul>", "* eins\n* zwei"),
        ("·\teins\r\n·\tzwei", "- eins\n- zwei"),
        ("eins", "eins"),
    ],
)
def test_pasted_text_is_answered_as_markdown(pasted: str, mended: str) -> None:
    answer = browser(hr_manager()).post("/admin/careers/posting/mend/", {"text": pasted})
    assert (answer.text, answer.headers["Content-Type"]) == (mended, "text/plain; charset=utf-8")


def test_pasted_text_that_is_too_long_is_not_cut() -> None:
    answer = browser(hr_manager()).post("/admin/careers/posting/mend/", {"text": "x" * 1_000_001})
    assert answer.status_code == 413
