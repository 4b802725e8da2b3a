import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages

from careers.models import TextBlock
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory
from tests.careers.services.test_republishing import rewrite, using
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db
LIST = "/admin/careers/textblock/"


def page(block: TextBlock, name: str = "change") -> str:
    return f"{LIST}{block.pk}/{name}/"


def form(block: TextBlock, **changes: object) -> dict[str, object]:
    names = ("slug", "kind", "heading_de", "heading_en", "body_de", "body_en", "version")
    return {name: getattr(block, name) for name in names} | changes


def messages_of(answer: object) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_new_block_takes_its_name_from_its_heading() -> None:
    data = {"kind": "offer", "heading_de": "Über uns", "body_de": "Wir sind viele."}
    browser(hr_manager()).post(f"{LIST}add/", data)
    block = TextBlock.objects.get()
    assert (block.slug, block.version, block.body_de) == ("ueber-uns", 1, "Wir sind viele.")


def test_saving_a_change_raises_the_version() -> None:
    block = TextBlockFactory()
    answer = browser(hr_manager()).post(page(block), form(block, body_de="- mehr Zeit"))
    block.refresh_from_db()
    assert (answer.headers["Location"], block.version, block.body_de) == (LIST, 2, "- mehr Zeit")


def test_saving_nothing_new_leaves_version_and_date() -> None:
    block = TextBlockFactory()
    browser(hr_manager()).post(page(block), form(block))
    changed = block.updated_at
    block.refresh_from_db()
    assert (block.version, block.updated_at) == (1, changed)


def test_second_of_two_people_is_told_and_overwrites_nothing() -> None:
    block = TextBlockFactory()
    browser(hr_manager("hanna")).post(page(block), form(block, body_en="- hers"))
    answer = browser(hr_manager("hugo")).post(page(block), form(block, body_en="- his"))
    block.refresh_from_db()
    assert block.body_en == "- hers"
    assert "hanna saved this text block meanwhile" in answer.text
    assert "- his</textarea>" in answer.text
    [placed] = answer.context["overtaking"].changes
    assert (placed.code, placed.change.place) == ("en", "Text · English")


def test_second_of_two_people_may_save_over_what_they_were_told_of() -> None:
    block = TextBlockFactory()
    browser(hr_manager("hanna")).post(page(block), form(block, body_en="- hers"))
    data = form(block, body_en="- his", overwrite=2)
    browser(hr_manager("hugo")).post(page(block), data)
    block.refresh_from_db()
    assert (block.body_en, block.version) == ("- his", 3)


def test_third_version_is_not_overwritten_by_a_choice_about_the_second() -> None:
    block = TextBlockFactory(version=3)
    data = form(block, body_en="- his", version=1, overwrite=2)
    answer = browser(hr_manager()).post(page(block), data)
    block.refresh_from_db()
    assert (block.body_en, block.version) == ("- time to learn", 3)
    assert "Somebody saved this text block meanwhile" in answer.text


def test_save_without_the_version_that_was_read_is_refused() -> None:
    block = TextBlockFactory()
    browser(hr_manager()).post(page(block), form(block, body_en="- x", version=""))
    block.refresh_from_db()
    assert block.body_en == "- time to learn"


def test_save_leads_to_what_it_changes_for_the_public() -> None:
    block = TextBlockFactory()
    using(block)
    answer = browser(hr_manager()).post(page(block), form(block, body_en="- time"))
    assert answer.headers["Location"] == page(block, "republish")


@pytest.mark.parametrize("name", ["slug", "kind"])
def test_save_of_what_the_public_does_not_see_leads_to_the_list(name: str) -> None:
    block = TextBlockFactory(kind="offer")
    using(block)
    answer = browser(hr_manager()).post(page(block), form(block, **{name: "other"}))
    assert answer.headers["Location"] == LIST


def test_page_names_the_postings_with_state_and_what_the_public_sees() -> None:
    block = TextBlockFactory()
    SectionFactory(posting=PostingFactory(title_de="Koch"), position=900, block=block)
    using(block, title_de="Bäcker")
    uses = browser(hr_manager()).get(page(block)).context["uses"].all
    assert [(str(use.posting), use.state, use.standing) for use in uses] == [
        ("Bäcker", "open", "current"),
        ("Koch", "draft", "draft"),
    ]


def test_page_says_that_the_public_still_sees_the_older_wording() -> None:
    block = TextBlockFactory()
    using(block)
    rewrite(block)
    text = browser(hr_manager()).get(page(block)).text
    assert "1 public posting still shows the older wording." in text
    assert f'href="{page(block, "republish")}"' in text


def test_page_shows_what_the_other_language_changed_until_it_is_confirmed() -> None:
    block = TextBlockFactory()
    block.body_en = "- time to teach"
    block.save()
    client = browser(hr_manager())
    assert "Deutsch may be out of date" in client.get(page(block)).text
    panel = client.get(page(block)).context["languages"][0]
    data = {"language": "de", "seen": panel.state.seen}
    answer = client.post(page(block, "confirm"), data)
    assert messages_of(answer) == ["Deutsch is confirmed as still right."]
    assert "may be out of date" not in client.get(page(block)).text


@pytest.mark.parametrize("data", [{"language": "xx"}, {"language": "de", "seen": "old"}, {}])
def test_confirming_something_else_changes_nothing(data: dict[str, str]) -> None:
    block = TextBlockFactory()
    block.body_en = "- time to teach"
    block.save()
    answer = browser(hr_manager()).post(page(block, "confirm"), data)
    block.refresh_from_db()
    assert (answer.headers["Location"], block.outdated) == (page(block), ["de"])


@pytest.mark.parametrize("name", ["use", "confirm"])
def test_address_of_a_button_leads_back_and_changes_nothing(name: str) -> None:
    block = TextBlockFactory(body_en="- time", outdated=["de"])
    answer = browser(hr_manager()).get(page(block, name), {"language": "de"})
    assert (answer.status_code, answer.headers["Location"]) == (302, page(block))


def test_who_may_only_look_sees_the_block_without_buttons() -> None:
    reader = person("rita")
    reader.user_permissions.set(Permission.objects.filter(codename="view_textblock"))
    block = TextBlockFactory(outdated=["de"])
    answer = browser(reader).get(page(block))
    assert (answer.status_code, answer.context["may_change_block"]) == (200, False)
    assert 'id="similar"' not in answer.text


def test_who_may_change_blocks_but_no_postings_publishes_nothing() -> None:
    author = person("rita")
    names = ["view_textblock", "change_textblock"]
    author.user_permissions.set(Permission.objects.filter(codename__in=names))
    block = TextBlockFactory()
    using(block)
    answer = browser(author).post(page(block), form(block, body_en="- time"))
    assert answer.headers["Location"] == LIST
    assert browser(author).get(page(block, "republish")).status_code == 403


def test_list_shows_the_state_of_each_language() -> None:
    TextBlockFactory(body_en="")
    text = browser(hr_manager()).get(LIST).text
    assert '<span class="state state-complete" title="">complete</span>' in text
    assert '<span class="state state-missing" title="text">1 missing</span>' in text


@pytest.mark.parametrize("name", ["republish", "use", "confirm"])
@pytest.mark.parametrize(
    ("group", "status"),
    [("", 403), ("Hiring team", 403), ("Editors", 200), ("HR managers", 200)],
)
def test_pages_are_for_those_who_may_change_blocks(name: str, group: str, status: int) -> None:
    block = TextBlockFactory()
    client = browser(person("anna", group))
    assert client.get(page(block, name), follow=True).status_code == status


@pytest.mark.parametrize("name", ["republish", "use", "confirm"])
def test_pages_of_an_unknown_block_are_not_found_and_ask_strangers_to_sign_in(name: str) -> None:
    assert browser(hr_manager()).get(f"{LIST}0/{name}/").status_code == 404
    assert browser().get(f"{LIST}0/{name}/").status_code == 302


PASTED = "·\tplanen\n·\tbauen"


def test_button_offers_to_mend_the_language_that_was_pasted_and_no_other() -> None:
    block = TextBlockFactory(body_de=PASTED)
    answer = browser(hr_manager()).get(page(block))
    assert [text.language for text in answer.context["pasted"]] == ["de"]
    assert answer.text.count('name="_mend"') == 1
    assert "Lines with bullets run together" in answer.text


def test_block_that_was_typed_offers_no_mending() -> None:
    assert 'name="_mend"' not in browser(hr_manager()).get(page(TextBlockFactory())).text


def test_mending_saves_what_was_typed_besides_and_stays_on_the_page() -> None:
    block, client = TextBlockFactory(body_de=PASTED), browser(hr_manager())
    answer = client.post(page(block), form(block, heading_de="Wir planen", _mend="de"))
    block.refresh_from_db()
    assert answer.headers["Location"] == page(block)
    assert (block.heading_de, block.body_de) == ("Wir planen", "- planen\n- bauen")
    assert "check that its lists are right" in messages_of(answer)[-1]


def test_mending_a_block_that_the_public_sees_stays_on_the_page_and_says_so() -> None:
    block = TextBlockFactory(body_de=PASTED)
    using(block)
    client = browser(hr_manager())
    answer = client.post(page(block), form(block, _mend="de"), follow=True)
    assert answer.redirect_chain == [(page(block), 302)]
    assert "1 public posting still shows the older wording." in answer.text


def test_mending_in_a_language_that_is_not_there_is_refused() -> None:
    block = TextBlockFactory(body_de=PASTED)
    answer = browser(hr_manager()).post(page(block), form(block, _mend="fr"))
    block.refresh_from_db()
    assert (messages_of(answer)[-1], block.body_de) == (
        "The portal does not have this language.",
        PASTED,
    )


def test_second_of_two_people_mends_nothing() -> None:
    block = TextBlockFactory(body_de=PASTED)
    seen = form(block, _mend="de")
    browser(hr_manager("hanna")).post(page(block), form(block, body_en="- hers"))
    answer = browser(hr_manager("hugo")).post(page(block), seen)
    block.refresh_from_db()
    assert (answer.status_code, block.body_de) == (200, PASTED)
