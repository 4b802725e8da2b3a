"""Buttons of the editor that save first and then do something more."""

import pytest
from django.contrib.auth.models import Permission

from careers.models import Posting, PostingSection, TextBlock
from tests.careers.admin.editor import address, open_form, save
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db


def press(client, posting: Posting, name: str, value: str, **typed: object):
    """What the button leads to, after a save of what was typed."""
    data = open_form(client, posting) | typed | {name: value}
    del data["overwrite"]
    return client.post(address(posting), data)


def section(posting: Posting) -> PostingSection:
    return posting.sections.select_related("block").order_by("position").first()


def test_own_text_becomes_a_block_with_what_was_just_typed() -> None:
    posting = PostingFactory()
    key = section(posting).pk
    typed = {"sections-0-body_de": "Neu"}
    answer = press(browser(hr_manager()), posting, "_section", f"block-{key}", **typed)
    assert (section(posting).block, section(posting).body_de) == (TextBlock.objects.get(), "")
    assert TextBlock.objects.get().body_de == "Neu"
    assert answer.url == f"{address(posting)}#section-{key}"


def test_block_becomes_own_text() -> None:
    posting = PostingFactory(section={"block": TextBlockFactory(), "body_de": "", "body_en": ""})
    press(browser(hr_manager()), posting, "_section", f"own-{section(posting).pk}")
    assert (section(posting).block, section(posting).body_de) == (None, "- Zeit zum Lernen")


def test_block_that_the_check_offers_is_used() -> None:
    posting, block = PostingFactory(), TextBlockFactory()
    press(browser(hr_manager()), posting, "_section", f"use-{section(posting).pk}-{block.slug}")
    assert section(posting).block == block


def test_block_that_is_gone_is_told_and_nothing_changes() -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    press(client, posting, "_section", f"use-{section(posting).pk}-weg")
    assert section(posting).block is None
    assert "This text block is no longer there." in client.get(address(posting)).text


def test_section_that_cannot_be_turned_is_told_why() -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    press(client, posting, "_section", f"own-{section(posting).pk}")
    assert "This section has a text of its own already." in client.get(address(posting)).text


def test_section_of_another_posting_is_not_turned() -> None:
    posting, other = PostingFactory(), PostingFactory()
    press(browser(hr_manager()), posting, "_section", f"block-{section(other).pk}")
    assert (section(other).block, TextBlock.objects.count()) == (None, 0)


@pytest.mark.parametrize("wanted", ["", "block", "block-x", "weg-1", "-"])
def test_button_that_does_not_exist_only_saves(wanted: str) -> None:
    posting = PostingFactory()
    press(browser(hr_manager()), posting, "_section", wanted, title_de="Neu")
    posting.refresh_from_db()
    assert (posting.title_de, TextBlock.objects.count()) == ("Neu", 0)


def test_person_who_may_not_make_blocks_makes_none() -> None:

    emil = person("emil", "Editors")
    writer = person("wanda")
    rights = Permission.objects.filter(group__name="Editors").exclude(codename="add_textblock")
    writer.user_permissions.set(rights)
    for user, blocks in ((writer, 0), (emil, 1)):
        posting = PostingFactory()
        press(browser(user), posting, "_section", f"block-{section(posting).pk}")
        assert TextBlock.objects.count() == blocks


def test_block_is_made_only_if_the_form_is_valid() -> None:
    posting = PostingFactory()
    key = section(posting).pk
    answer = press(browser(hr_manager()), posting, "_section", f"block-{key}", weekly_hours="viel")
    assert (answer.status_code, TextBlock.objects.count()) == (200, 0)


def outdated_posting() -> Posting:
    """Its German title changed after the English one was written."""
    posting = PostingFactory()
    posting.title_de = "Ganz anders"
    posting.save()
    return posting


def test_language_that_is_out_of_date_is_confirmed_from_its_head() -> None:
    posting, client = outdated_posting(), browser(hr_manager())
    state = client.get(address(posting)).context["language_states"][1]
    assert len(state.outdated) == 1
    press(client, posting, "_confirm", f"en:{state.seen}")
    assert client.get(address(posting)).context["language_states"][1].outdated == []


def test_language_is_not_confirmed_against_what_nobody_saw() -> None:
    posting, client = outdated_posting(), browser(hr_manager())
    press(client, posting, "_confirm", "en:0000")
    page = client.get(address(posting))
    assert len(page.context["language_states"][1].outdated) == 1
    assert "Look at the changes once more." in page.text


def test_language_that_does_not_exist_is_not_confirmed() -> None:
    posting = outdated_posting()
    assert press(browser(hr_manager()), posting, "_confirm", "xx:0").status_code == 302


@pytest.mark.parametrize("name", ["publish", "preview", "duplicate"])
def test_move_saves_and_then_asks_on_its_own_page(name: str) -> None:
    posting = PostingFactory()
    answer = press(browser(hr_manager()), posting, "_move", name, title_de="Neu")
    posting.refresh_from_db()
    assert (answer.url, posting.title_de) == (
        f"/admin/careers/posting/{posting.pk}/{name}/",
        "Neu",
    )


def test_saving_and_closing_leads_to_the_list() -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    answer = client.post(address(posting), open_form(client, posting) | {"_save": "1"})
    assert answer.url == "/admin/careers/posting/"


def test_sections_keep_their_places_when_one_is_added() -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    SectionFactory(posting=posting, position=20, body_de="b")
    client = browser(hr_manager())
    new = {"sections-2-body_de": "c", "sections-2-position": "15", "sections-2-kind": "offer"}
    save(client, posting, open_form(client, posting) | new)
    found = posting.sections.order_by("position").values_list("body_de", "position")
    assert list(found) == [("a", 10), ("c", 15), ("b", 20)]


def test_text_that_the_check_finds_pasted_is_mended() -> None:
    posting = PostingFactory()
    pasted = {"sections-0-body_de": "·\tplanen\r\n·\tbauen"}
    offer = f"mend-{section(posting).pk}-de"
    press(browser(hr_manager()), posting, "_section", offer, **pasted)
    assert section(posting).body_de == "- planen\n- bauen"


def test_check_offers_to_mend_pasted_text() -> None:
    posting = PostingFactory(section={"body_de": "·\tplanen\n·\tbauen"})
    offer = f'value="mend-{section(posting).pk}-de"'
    assert browser(hr_manager()).get(address(posting)).text.count(offer) == 1


def test_check_offers_no_mending_where_nothing_was_pasted() -> None:
    assert 'value="mend-' not in browser(hr_manager()).get(address(PostingFactory())).text


@pytest.mark.parametrize("language", ["", "xx"])
def test_mending_of_a_language_that_is_not_there_is_refused(language: str) -> None:
    posting, client = PostingFactory(), browser(hr_manager())
    before = section(posting).body_de
    press(client, posting, "_section", f"mend-{section(posting).pk}-{language}")
    assert section(posting).body_de == before
    assert "Only a section&#x27;s own text can be cleaned up." in client.get(address(posting)).text
