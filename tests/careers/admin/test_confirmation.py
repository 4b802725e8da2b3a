"""The page that shows what changed, and the button that says it is still right."""

import pytest

from careers.models import Posting, TextBlock
from careers.status.translations import language_states
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db


def pages(posting: Posting) -> tuple[str, str]:
    base = f"/admin/careers/posting/{posting.pk}"
    return f"{base}/outdated/", f"{base}/confirm/"


def outdated_posting() -> Posting:
    posting = PostingFactory(title_de="Koch", title_en="Cook")
    posting.title_de = "Köchin"
    posting.save()
    return posting


def with_block() -> Posting:
    posting = outdated_posting()
    block = TextBlockFactory(heading_de="Über uns", heading_en="About us")
    SectionFactory(posting=posting, block=block, body_de="", body_en="")
    block.body_de = "- Zeit für Fragen"
    block.save()
    return posting


def answer(posting: Posting, language: str = "en") -> dict[str, str]:
    """What the button sends."""
    state = next(one for one in language_states(posting) if one.language == language)
    return {"language": language, "seen": state.seen}


def is_confirmed(posting: Posting) -> bool:
    posting.refresh_from_db()
    return posting.outdated == []


def test_page_shows_what_changed_and_what_this_language_says() -> None:
    page = browser(hr_manager()).get(pages(outdated_posting())[0])
    (language,) = page.context["languages"]
    ((text, change),) = language.texts
    assert [tuple(piece) for piece in change.pieces] == [("removed", "Koch"), ("added", "Köchin")]
    assert (language.state.language, text.text, change.place) == ("en", "Cook", "Deutsch")
    assert "Köchin</ins>" in page.text


def test_page_says_when_nothing_is_out_of_date() -> None:
    assert (
        "No language is out of date." in browser(hr_manager()).get(pages(PostingFactory())[0]).text
    )


def test_button_confirms_and_leads_back_to_the_posting() -> None:
    posting = outdated_posting()
    got = browser(hr_manager()).post(pages(posting)[1], answer(posting))
    assert (got.status_code, got.url) == (302, f"/admin/careers/posting/{posting.pk}/change/")
    assert is_confirmed(posting)


def test_get_confirms_nothing() -> None:
    posting = outdated_posting()
    got = browser(hr_manager()).get(pages(posting)[1], answer(posting))
    assert (got.url, is_confirmed(posting)) == (pages(posting)[0], False)


def test_what_was_not_seen_is_not_confirmed() -> None:
    posting = outdated_posting()
    got = browser(hr_manager()).post(pages(posting)[1], {"language": "en"})
    assert (got.url, is_confirmed(posting)) == (pages(posting)[0], False)


def test_language_nobody_knows_is_404() -> None:
    posting = outdated_posting()
    data = {**answer(posting), "language": "fr"}
    assert browser(hr_manager()).post(pages(posting)[1], data).status_code == 404


def test_page_names_the_shared_block() -> None:
    text = browser(hr_manager()).get(pages(with_block())[0]).text
    assert f'href="/admin/careers/textblock/{TextBlock.objects.get().pk}/change/"' in text


def test_button_says_which_texts_are_left_to_others() -> None:
    posting = with_block()
    clara = person("clara", "HR managers")
    clara.groups.get().permissions.remove(
        clara.groups.get().permissions.get(codename="change_textblock")
    )
    page = browser(clara).post(pages(posting)[1], answer(posting), follow=True)
    levels = [message.level_tag for message in page.context["messages"]]
    assert (levels, TextBlock.objects.get().outdated) == (["success", "warning"], ["en"])


def test_hiring_team_reads_its_own_and_confirms_nothing() -> None:
    tom = team_member()
    mine, other = outdated_posting(), outdated_posting()
    mine.hiring_team.add(tom)
    client = browser(tom)
    assert [client.get(pages(one)[0]).status_code for one in (mine, other)] == [200, 404]
    assert "still right" not in client.get(pages(mine)[0]).text
    assert [client.post(pages(one)[1], answer(one)).status_code for one in (mine, other)] == [
        403,
        404,
    ]


def test_pages_are_not_for_others() -> None:
    posting = outdated_posting()
    anna = person()
    posting.hiring_team.add(anna)
    for path in pages(posting):
        assert browser().post(path, answer(posting)).status_code == 302
        assert browser(anna).post(path, answer(posting)).status_code == 403
    assert not is_confirmed(posting)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_texts(count: int, django_assert_num_queries) -> None:
    posting = outdated_posting()
    for _number in range(count):
        SectionFactory(posting=posting, block=TextBlockFactory(), body_de="", body_en="")
    for block in TextBlock.objects.all():
        block.body_de = "anders"
        block.save()
    client = browser(hr_manager())
    with django_assert_num_queries(8):
        client.get(pages(posting)[0])
