from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from django.utils import timezone, translation

from careers.admin import PostingAdmin
from careers.editions.application_form import DEMANDS
from careers.models import Posting, PostingSection
from careers.status.lifecycle import PostingState, read_state
from tests.careers.admin.editor import address, open_form, save
from tests.careers.factories import (
    DepartmentFactory,
    PostingFactory,
    closed,
    past_deadline,
    published,
    scheduled,
)
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
LIST = "/admin/careers/posting/"
STATES = {
    PostingState.DRAFT: PostingFactory,
    PostingState.SCHEDULED: scheduled,
    PostingState.OPEN: published,
    PostingState.PAST_DEADLINE: past_deadline,
    PostingState.CLOSED: closed,
}


def edit(posting: Posting) -> str:
    return f"{LIST}{posting.pk}/change/"


def form(**changes: object) -> dict[str, object]:
    """The editor of a new posting, filled in with the least that it takes."""
    return {
        "department": DepartmentFactory().pk,
        "workplace_type": "on_site",
        "pay_currency": "EUR",
        "pay_unit": "YEAR",
        "sections-TOTAL_FORMS": "0",
        "sections-INITIAL_FORMS": "0",
        "questions-TOTAL_FORMS": "0",
        "questions-INITIAL_FORMS": "0",
        **dict.fromkeys(DEMANDS.values(), "optional"),
        **changes,
    }


def section(number: int, **changes: object) -> dict[str, object]:
    return {
        f"sections-{number}-{name}": value for name, value in {"kind": "tasks", **changes}.items()
    }


def listed_titles(client: object, query: str = "") -> set[str]:
    listing = client.get(f"{LIST}?{query}").context["cl"]
    return {posting.title_de or posting.title_en for posting in listing.result_list}


@pytest.mark.parametrize("state", STATES)
def test_state_follows_from_the_dates(state: PostingState) -> None:
    assert read_state(STATES[state]()) == state


@pytest.mark.parametrize("state", STATES)
def test_list_filters_by_state(state: PostingState) -> None:
    for each, make in STATES.items():
        make(title_de=each.value)
    assert listed_titles(browser(hr_manager()), f"state={state}") == {state.value}


def test_list_names_both_languages() -> None:
    published(title_de="Betreuer", title_en="Carer", languages=["en"])
    text = browser(hr_manager()).get(LIST).text
    assert '<span class="in-language" lang="de"><abbr>DE</abbr> Betreuer</span>' in text
    assert '<span class="in-language" lang="en"><abbr>EN</abbr> Carer</span>' in text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("words", "found"), [("Betreuer", {"Betreuer"}), ("Carer", {"Betreuer"}), ("nix", set())]
)
def test_list_searches_both_languages_whatever_the_admin_speaks(
    language: str, words: str, found: set[str]
) -> None:
    PostingFactory(title_de="Betreuer", title_en="Carer")
    PostingFactory(title_de="Koch", title_en="Cook")
    assert listed_titles(browser(hr_manager(), language), f"q={words}") == found


def test_list_finds_by_number_and_reference() -> None:
    posting = PostingFactory(title_de="Betreuer", reference="HR-7")
    PostingFactory(title_de="Koch")
    client = browser(hr_manager())
    assert (
        listed_titles(client, "q=HR-7")
        == listed_titles(client, f"q={posting.public_id}")
        == {"Betreuer"}
    )


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        published(title_de=f"Betreuer {number}", title_en=f"Carer {number}")
    client = browser(hr_manager())
    with django_assert_num_queries(13):
        client.get(LIST)


def test_hiring_team_sees_its_own_postings_only() -> None:
    tom = team_member()
    PostingFactory(title_de="Betreuer").hiring_team.add(tom)
    foreign = PostingFactory(title_de="Koch")
    client = browser(tom)
    assert listed_titles(client) == {"Betreuer"}
    assert listed_titles(client, "q=Koch") == set()
    assert client.get(edit(foreign), follow=True).redirect_chain[0][0] == "/admin/"


def test_hiring_team_reads_and_changes_nothing() -> None:
    tom = team_member()
    posting = published(title_de="Betreuer")
    posting.hiring_team.add(tom)
    client = browser(tom)
    page = client.get(edit(posting))
    assert (page.status_code, "Betreuer" in page.text, 'name="_save"' in page.text) == (
        200,
        True,
        False,
    )
    assert "Störungen beheben" in page.text
    assert client.post(edit(posting), form(title_de="anders")).status_code == 403
    assert client.get(f"{LIST}{posting.pk}/publish/").status_code == 403
    posting.refresh_from_db()
    assert posting.title_de == "Betreuer"


def test_editor_puts_both_languages_in_one_row() -> None:
    page = browser(hr_manager()).get(edit(PostingFactory()))
    rows = [list(line) for fieldset in page.context["adminform"] for line in fieldset]
    assert ["title_de", "title_en"] in [[cell.field.name for cell in row if hasattr(cell.field, "name")] for row in rows]  # fmt: skip
    assert '<input type="text" name="title_en"' in page.text
    assert 'lang="en"' in page.text


def test_editor_never_offers_the_column_without_a_language() -> None:
    text = browser(hr_manager()).get(edit(PostingFactory())).text
    for field in ("title", "summary", "sections-0-body", "sections-0-heading"):
        assert f'name="{field}"' not in text


def test_new_posting_begins_with_the_usual_sections_and_markers() -> None:
    page = browser(hr_manager()).get(f"{LIST}add/")
    formset = page.context["inline_admin_formsets"][0].formset
    kinds = [one.initial["kind"] for one in formset.extra_forms]
    assert kinds == ["introduction", "tasks", "requirements", "offer"]
    assert page.context["adminform"].form.initial["gender_marker_en"] == "(d/f/m)"


def test_new_posting_may_begin_in_one_language() -> None:
    answer = browser(hr_manager()).post(f"{LIST}add/", form(title_en="Carer"))
    assert answer.status_code == 302
    assert list(Posting.objects.values_list("title_de", "title_en")) == [(None, "Carer")]


def test_usual_sections_left_empty_are_not_saved() -> None:
    first = {"position": 10, "kind": "introduction"}
    data = form(title_de="Koch", **section(0, **first))
    browser(hr_manager()).post(f"{LIST}add/", {**data, "sections-TOTAL_FORMS": "1"})
    assert (Posting.objects.count(), PostingSection.objects.count()) == (1, 0)


def test_sections_without_a_position_come_last_in_order() -> None:
    data = form(
        title_de="Koch",
        **section(0, body_de="a", position=30),
        **section(1, body_de="b", position=""),
        **section(2, body_de="c", position=""),
    )
    browser(hr_manager()).post(f"{LIST}add/", {**data, "sections-TOTAL_FORMS": "3"})
    assert list(PostingSection.objects.values_list("body_de", "position")) == [
        ("a", 30),
        ("b", 40),
        ("c", 50),
    ]


def test_more_sections_than_an_ad_can_have_are_refused_quickly() -> None:
    data = form(title_de="Koch", **{"sections-TOTAL_FORMS": "2000"})
    answer = browser(hr_manager()).post(f"{LIST}add/", data)
    assert (
        len(answer.context["inline_admin_formsets"][0].formset.forms),
        Posting.objects.count(),
    ) == (
        100,
        0,
    )


def test_employment_types_are_ticked() -> None:
    data = form(title_de="Koch", employment_types=["FULL_TIME", "INTERN"])
    browser(hr_manager()).post(f"{LIST}add/", data)
    assert Posting.objects.get().employment_types == ["FULL_TIME", "INTERN"]


def test_employment_types_that_do_not_exist_are_refused() -> None:
    answer = browser(hr_manager()).post(
        f"{LIST}add/", form(title_de="Koch", employment_types=["X"])
    )
    assert (answer.status_code, Posting.objects.count()) == (200, 0)


def test_deadline_before_the_opening_is_refused_with_the_sentence_and_keeps_what_was_typed() -> (
    None
):
    dates = {
        "opens_at": "2026-12-02 09:00",
        "closes_at": "2026-12-01 09:00",
    }
    answer = browser(hr_manager()).post(
        f"{LIST}add/", form(title_de="Koch", summary_de="Viel Text", **dates)
    )
    assert "The deadline must be later than the opening." in answer.text
    assert "Viel Text" in answer.text


def test_hiring_team_is_chosen_among_active_staff() -> None:
    hr, tom = hr_manager(), team_member()
    gone = team_member("gustav")
    gone.is_active = False
    gone.save()
    field = browser(hr).get(f"{LIST}add/").context["adminform"].form.fields["hiring_team"]
    assert set(field.queryset) == {hr, tom}


def test_editors_read_who_is_on_the_team_and_choose_nobody() -> None:
    """Whoever is on it sees the applications, which editors do not."""
    posting, tom, edda = published(), team_member("thomasine"), person("edda", "Editors")
    posting.hiring_team.add(tom)
    client = browser(edda)
    page = client.get(address(posting))
    assert "hiring_team" not in page.context["adminform"].form.fields
    assert "thomasine" in page.text
    sent = {**open_form(client, posting), "title_de": "Koch", "hiring_team": [edda.pk]}
    assert save(client, posting, sent).status_code == 302
    posting.refresh_from_db()
    assert (posting.title_de, [*posting.hiring_team.all()]) == ("Koch", [tom])


def test_published_posting_links_to_its_public_page_in_the_language_of_the_admin() -> None:
    posting = published(title_en="Carer")
    with translation.override("en"):
        address = PostingAdmin(Posting, site).view_on_site(posting)
    assert f'href="{address}"' in browser(hr_manager()).get(edit(posting)).text
    assert browser().get(address).status_code == 200


def test_draft_has_no_public_page_to_link_to() -> None:
    assert PostingAdmin(Posting, site).view_on_site(PostingFactory()) is None


def test_draft_can_be_deleted() -> None:
    posting = PostingFactory()
    browser(hr_manager()).post(f"{LIST}{posting.pk}/delete/", {"post": "yes"})
    assert not Posting.objects.exists()


def test_posting_that_was_public_cannot_be_deleted() -> None:
    posting = published()
    answer = browser(hr_manager()).post(f"{LIST}{posting.pk}/delete/", {"post": "yes"})
    assert (answer.status_code, Posting.objects.count()) == (403, 1)


def test_reference_can_be_typed_until_the_posting_is_published() -> None:
    hr = browser(hr_manager())
    editors = [
        hr.get(edit(make())).context["adminform"].form for make in (PostingFactory, published)
    ]
    assert ["reference" in editor.fields for editor in editors] == [True, False]


def test_list_has_no_action_for_many_at_once() -> None:
    request = RequestFactory().get(LIST)
    request.user = hr_manager()
    assert PostingAdmin(Posting, site).get_actions(request) == {}


def test_state_can_be_asked_for_another_moment() -> None:
    posting = scheduled()
    assert read_state(posting, timezone.now() + timedelta(days=2)) == PostingState.OPEN
