"""The editor's page: what it shows, how little it asks the database, and what it refuses."""

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from careers.models import Posting, PostingSection
from tests.careers.admin.editor import ADD, address, open_form, save
from tests.careers.factories import (
    ContactFactory,
    LocationFactory,
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    published,
)
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db


def version(posting: Posting) -> int:
    return Posting.objects.values_list("version", flat=True).get(pk=posting.pk)


def bodies(posting: Posting) -> list[str]:
    return list(posting.sections.order_by("position").values_list("body_de", flat=True))


def long_posting(**fields: object) -> Posting:
    """Ten sections, three of them blocks, with two locations, two contacts and a hiring team."""
    posting = PostingFactory(section=False, location=False, **fields)
    for number in range(10):
        block = TextBlockFactory(heading_de=f"Baustein {number}") if number % 4 == 0 else None
        SectionFactory(posting=posting, position=number, block=block)
    posting.locations.set([LocationFactory(), LocationFactory(slug="hamburg", name_de="Hamburg")])
    posting.contacts.set([ContactFactory(), ContactFactory(name="Bo Muster")])
    posting.hiring_team.set([team_member(), team_member("tina")])
    return posting


def test_editor_of_a_long_posting_takes_few_queries(django_assert_num_queries: object) -> None:
    posting = long_posting()
    client = browser(hr_manager())
    client.get(address(posting))
    with django_assert_num_queries(14):
        client.get(address(posting))


def test_editor_of_a_long_posting_takes_few_queries_on_its_first_visit(
    django_assert_max_num_queries: object,
) -> None:
    posting = long_posting()
    client = browser(hr_manager())
    with django_assert_max_num_queries(16):
        client.get(address(posting))


def test_unchanged_save_is_no_new_version() -> None:
    posting = long_posting(summary_de="Zeile\nnoch eine")
    client = browser(hr_manager())
    before = Posting.objects.values("version", "updated_at").get()
    answer = save(client, posting, open_form(client, posting))
    assert (answer.status_code, Posting.objects.values("version", "updated_at").get()) == (
        302,
        before,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"title_de": "Neu"},
        {"sections-0-heading_de": "Neu"},
        {"sections-0-DELETE": "on"},
        {"locations": []},
        {"sections-1-kind": "offer", "sections-1-body_de": "Neu"},
    ],
)
def test_changed_save_is_one_version_more(changes: dict[str, object]) -> None:
    posting = PostingFactory()
    client = browser(hr_manager())
    assert save(client, posting, open_form(client, posting) | changes).status_code == 302
    assert version(posting) == 2


def test_line_ends_of_browsers_are_stored_as_one_character() -> None:
    posting = PostingFactory()
    client = browser(hr_manager())
    data = open_form(client, posting) | {"sections-0-body_de": "- a\r\n- b"}
    save(client, posting, data)
    assert bodies(posting) == ["- a\n- b"]


def test_sections_change_places_with_each_other() -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    SectionFactory(posting=posting, position=20, body_de="b")
    client = browser(hr_manager())
    swapped = {"sections-0-position": "20", "sections-1-position": "10"}
    assert save(client, posting, open_form(client, posting) | swapped).status_code == 302
    assert bodies(posting) == ["b", "a"]


def test_positions_that_run_out_begin_anew() -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    SectionFactory(posting=posting, position=20, body_de="b")
    client = browser(hr_manager())
    far = {f"sections-{number}-position": "30000" for number in range(2)}
    client.post(address(posting), open_form(client, posting) | far)
    assert list(posting.sections.values_list("position", "body_de")) == [(10, "a"), (20, "b")]


def test_sections_typed_at_the_same_position_keep_the_order_of_the_page() -> None:
    posting = PostingFactory(section={"position": 10, "body_de": "a"})
    SectionFactory(posting=posting, position=20, body_de="b")
    SectionFactory(posting=posting, position=30, body_de="c")
    client = browser(hr_manager())
    same = {f"sections-{number}-position": "10" for number in range(3)}
    assert save(client, posting, open_form(client, posting) | same).status_code == 302
    assert bodies(posting) == ["a", "b", "c"]


def test_own_text_stays_behind_a_block_that_is_chosen() -> None:
    posting, block = PostingFactory(), TextBlockFactory()
    client = browser(hr_manager())
    save(client, posting, open_form(client, posting) | {"sections-0-block": block.pk})
    section = posting.sections.get()
    assert (section.block, section.body_de) == (block, "- Störungen beheben")


def test_blocks_are_offered_by_their_headings() -> None:
    TextBlockFactory(slug="wir-bieten-alles", heading_de="Das bieten wir")
    page = browser(hr_manager()).get(address(PostingFactory()))
    choices = page.context["inline_admin_formsets"][0].formset.forms[0].fields["block"].choices
    assert [name for _key, name in choices] == ["Own text of this posting", "Das bieten wir"]


def test_section_with_a_block_shows_its_text_in_both_languages() -> None:
    block = TextBlockFactory(body_de="- **Zeit**", body_en="- **time**")
    text = browser(hr_manager()).get(address(PostingFactory(section={"block": block}))).text
    assert "<strong>Zeit</strong>" in text
    assert "<strong>time</strong>" in text
    assert f'href="/admin/careers/textblock/{block.pk}/change/"' in text


def test_hiring_team_reads_sections_without_inputs() -> None:
    tom = team_member()
    posting = published(section={"body_de": "- **Störungen** beheben"})
    posting.hiring_team.add(tom)
    text = browser(tom).get(address(posting)).text
    assert "<strong>Störungen</strong>" in text
    assert ("<textarea" in text, 'name="sections-' in text, 'name="_move"' in text) == (
        False,
        False,
        False,
    )


def test_enter_key_presses_the_button_that_only_saves() -> None:
    text = browser(hr_manager()).get(address(PostingFactory())).text
    form = text[text.index('id="posting_form"') :]
    assert form.index('type="submit"') == form.index('type="submit" name="_continue"')


def test_pay_reason_can_be_given() -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    client = browser(hr_manager())
    save(client, posting, open_form(client, posting) | {"pay_reason": "Ehrenamt"})
    posting.refresh_from_db()
    assert posting.pay_reason == "Ehrenamt"


def test_person_without_rights_gets_no_editor() -> None:
    assert browser(person("paul")).get(ADD).status_code == 403
    assert browser(hr_manager()).get(ADD).status_code == 200


def test_states_of_both_languages_stand_over_their_columns() -> None:
    with translation.override("en"):
        page = browser(hr_manager()).get(address(PostingFactory(german_only=True)))
    states = page.context["language_states"]
    assert [(state.language, state.missing) for state in states] == [("de", []), ("en", ["title"])]


def test_section_of_another_posting_is_not_touched() -> None:
    posting, other = PostingFactory(), PostingFactory()
    foreign = other.sections.get()
    client = browser(hr_manager())
    data = open_form(client, posting) | {"sections-0-id": foreign.pk, "sections-0-body_de": "fremd"}
    save(client, posting, data)
    assert PostingSection.objects.get(pk=foreign.pk).body_de == "- Störungen beheben"


def test_readers_see_the_language_of_each_text() -> None:
    tom, posting = team_member(), PostingFactory()
    posting.hiring_team.add(tom)
    text = browser(tom).get(address(posting)).text
    assert ("Title (Deutsch)" in text, "Title (English)" in text, "[de]" in text) == (
        True,
        True,
        False,
    )


def test_editor_of_a_published_posting_takes_no_more_queries(
    django_assert_num_queries: object,
) -> None:
    posting = published()
    client = browser(hr_manager())
    client.get(address(posting))
    with django_assert_num_queries(14):
        client.get(address(posting))


def team_of(posting: Posting) -> set[str]:
    return set(posting.hiring_team.values_list("username", flat=True))


def with_member_who_left(**fields: object) -> tuple[Posting, User]:
    posting, gone = PostingFactory(), team_member("gustav")
    posting.hiring_team.set([gone, team_member()])
    User.objects.filter(pk=gone.pk).update(**(fields or {"is_active": False}))
    return posting, gone


@pytest.mark.parametrize("left", [{"is_active": False}, {"is_staff": False}])
def test_member_who_left_stays_in_the_team_when_the_draft_is_saved(left: object) -> None:
    posting, _gone = with_member_who_left(**left)
    client = browser(hr_manager())
    save(client, posting, open_form(client, posting) | {"title_de": "Köchin"})
    assert (version(posting), team_of(posting)) == (2, {"gustav", "tom"})


def test_member_who_left_is_shown_as_inactive() -> None:
    posting, gone = with_member_who_left()
    page = browser(hr_manager()).get(address(posting))
    choices = page.context["adminform"].form.fields["hiring_team"].choices
    assert (gone.pk, "gustav (inactive)") in list(choices)


def test_member_who_left_can_be_taken_out() -> None:
    posting, gone = with_member_who_left()
    client = browser(hr_manager())
    data = open_form(client, posting)
    save(client, posting, data | {"hiring_team": [k for k in data["hiring_team"] if k != gone.pk]})
    assert team_of(posting) == {"tom"}


def test_somebody_who_left_is_not_taken_into_another_team() -> None:
    _posting, gone = with_member_who_left()
    other = PostingFactory()
    client = browser(hr_manager())
    answer = save(client, other, open_form(client, other) | {"hiring_team": [gone.pk]})
    assert (answer.status_code, team_of(other)) == (200, set())
