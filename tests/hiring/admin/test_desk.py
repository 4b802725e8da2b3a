"""The page of an application as the hiring team uses it: reading, rating, notes, going on."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from applications.models import Application
from hiring.models import Note, Rating, ReadMark, RecordChange
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.config.people import browser
from tests.hiring.desk_site import action_path, colleague, criteria, one_posting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def show(user: User, application: Application, query: str = "") -> BeautifulSoup:
    return page(browser(user).get(action_path("change", application) + query)).tree


def act(user: User, name: str, application: Application, **typed: object):
    return browser(user).post(action_path(name, application), typed, follow=True)


def test_a_look_marks_as_read_for_this_person_and_a_load_does_not() -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    show(anna, application)
    assert ReadMark.objects.count() == 0
    assert browser(anna).post(action_path("read", application)).status_code == 204
    assert ReadMark.objects.values_list("user").get() == (anna.pk,)
    act(ben, "unread", application)
    assert ReadMark.objects.values_list("user").get() == (anna.pk,)
    act(anna, "unread", application)
    assert ReadMark.objects.count() == 0


def test_unread_leads_back_to_the_list_as_it_was() -> None:
    application = ApplicationFactory()
    path = action_path("unread", application) + "?_changelist_filters=stage%3Dreceived"
    answer = browser(team_member(application)).post(path)
    assert answer["Location"] == "/admin/applications/application/?stage=received"


def test_rating_is_saved_and_leads_to_the_next_one() -> None:
    posting, (first, second) = one_posting(2)
    [linux] = criteria(posting, "Linux")
    anna = colleague(first, "anna")
    answer = act(anna, "rate", first, recommendation="yes", **{f"criterion_{linux.pk}": "4"})
    assert answer.request["PATH_INFO"] == action_path("change", second)
    rating = Rating.objects.get()
    assert (rating.user, rating.recommendation, rating.scores.get().value) == (anna, "yes", 4)
    assert ReadMark.objects.values_list("application").get() == (first.pk,)
    answer = act(anna, "rate", second, recommendation="abstained")
    assert answer.request["PATH_INFO"] == action_path("change", second)


def test_rating_keeps_what_was_written_as_a_note() -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    typed = {"text": "Kennt Linux", "mentioned": [ben.pk]}
    act(anna, "rate", application, recommendation="yes", **typed)
    note = Note.objects.get()
    assert (note.text, note.by, note.mentions.get().user) == ("Kennt Linux", anna, ben)
    assert Rating.objects.get().recommendation == "yes"


def test_rating_with_a_note_that_is_too_long_loses_neither() -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    answer = act(anna, "rate", application, recommendation="yes", text="x" * 2001)
    assert (answer.status_code, Note.objects.count(), Rating.objects.count()) == (422, 0, 0)
    assert page(answer).tree.select_one("#notes textarea").text.strip() == "x" * 2001


def test_rating_and_note_are_one_form_that_the_enter_key_does_not_send() -> None:
    application = ApplicationFactory()
    form = show(colleague(application, "anna"), application).select_one("#opinion")
    first, *others = form.select("button[type=submit]")
    assert (first.has_attr("disabled"), first.has_attr("hidden")) == (True, True)
    assert [button.get("value") for button in others] == ["yes", "maybe", "no", "abstained", None]
    assert others[-1]["formaction"] == action_path("note", application)
    assert not form.select_one("textarea").has_attr("required")


def test_vote_says_that_it_decides_nothing_and_shows_what_was_chosen() -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    assert show(anna, application).select("#rating .recommend [aria-current]") == []
    act(anna, "rate", application, recommendation="maybe")
    chosen = show(anna, application).select_one("#rating .recommend [aria-current]")
    assert chosen["value"] == "maybe"


def test_decision_comes_first_for_those_who_may_decide() -> None:
    application = ApplicationFactory()
    hr = show(hr_manager(), application)
    assert [part["id"] for part in hr.select("#work .card[id]")][:3] == [
        *("decide", "rating", "notes"),
    ]
    assert hr.select("#decide details #id_to") == []
    assert show(colleague(application, "anna"), application).select("#decide") == []


def test_going_through_the_unread_keeps_the_count() -> None:
    _posting, rows = one_posting(3)
    anna = colleague(rows[0], "anna")
    path = action_path("change", rows[2]) + "?_changelist_filters=waiting%3Dunread"
    places = []
    for _number in rows:
        tree = page(browser(anna).get(path)).tree
        places.append(words(tree.select_one(".desk-place")))
        key = tree.select_one("#desk")["data-read"]
        browser(anna).post(key)
        if following := tree.select_one(".desk-walk [rel=next]"):
            path = following["href"]
    assert places == ["1 / 3", "2 / 3", "3 / 3"]


def test_passed_ones_of_other_postings_are_not_counted() -> None:
    _posting, rows = one_posting(2)
    anna, foreign = colleague(rows[0], "anna"), ApplicationFactory()
    query = f"?_changelist_filters=stage%3Dreceived&passed={foreign.pk}"
    assert words(show(anna, rows[1], query).select_one(".desk-place")) == "1 / 2"


@pytest.mark.parametrize("typed", [{}, {"recommendation": "never"}])
def test_rating_without_recommendation_is_refused(typed: dict[str, str]) -> None:
    application = ApplicationFactory()
    answer = act(colleague(application, "anna"), "rate", application, **typed)
    assert (answer.status_code, Rating.objects.count()) == (422, 0)


def test_points_out_of_range_are_refused() -> None:
    application = ApplicationFactory()
    [linux] = criteria(application.posting, "Linux")
    typed = {"recommendation": "yes", f"criterion_{linux.pk}": "6"}
    answer = act(colleague(application, "anna"), "rate", application, **typed)
    assert (answer.status_code, Rating.objects.count()) == (422, 0)


def test_others_ratings_are_hidden_until_ones_own() -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    application.ratings.create(posting=application.posting, user=ben, recommendation="no", at=NOW)
    hidden = show(anna, application)
    assert words(hidden.select_one("#others p")) == "One other rating. You see it after yours."
    assert hidden.select("#others li") == []
    act(anna, "rate", application, recommendation="abstained")
    assert words(show(anna, application).select_one("#others li")).startswith("no ben")


def test_skipping_leads_on_and_comes_back_at_the_end() -> None:
    _posting, (first, second, third) = one_posting(3)
    anna = colleague(first, "anna")

    def skip(application: Application, query: str = "") -> str:
        return str(show(anna, application, query).select_one("#rating [data-key=s]")["href"])

    after_third = skip(third)
    assert after_third == f"{action_path('change', second)}?skipped={third.pk}"
    after_second = skip(second, f"?skipped={third.pk}")
    assert after_second == f"{action_path('change', first)}?skipped={third.pk}.{second.pk}"
    act(anna, "rate", second, recommendation="no")
    act(anna, "rate", third, recommendation="no")
    assert show(anna, first).select("#rating [data-key=s]") == []


def test_previous_and_next_follow_the_list_with_its_filters_and_order() -> None:
    _posting, (first, second, third) = one_posting(3)
    Application.objects.filter(pk=second.pk).update(stage="interview")
    anna = colleague(first, "anna")

    def walk(query: str) -> tuple[str, list[str]]:
        tree = show(anna, first, query)
        links = [link["href"].split("?")[0] for link in tree.select(".desk-walk a")]
        return words(tree.select_one(".desk-place")), links

    oldest = "?_changelist_filters=stage%3Dreceived%26order%3Doldest"
    assert walk(oldest) == ("1 / 2", [action_path("change", third)])
    newest = "?_changelist_filters=stage%3Dreceived"
    assert walk(newest) == ("2 / 2", [action_path("change", third)])
    assert walk("?_changelist_filters=posting%3D4711") == ("3 / 3", [action_path("change", second)])


@pytest.mark.parametrize("query", ["?skipped=x.-1.²", f"?skipped={'9' * 30}", "?document=x"])
def test_strange_addresses_are_harmless(query: str) -> None:
    application = ApplicationFactory()
    assert show(colleague(application, "anna"), application, query).select("#desk") != []


def test_note_is_saved_shown_and_told() -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    act(anna, "note", application, text="Bitte anrufen", mentioned=[ben.pk])
    shown = words(show(ben, application).select_one("#notes .entries"))
    assert ("anna → ben" in shown, "Bitte anrufen" in shown) == (True, True)
    assert mail.outbox == []  # a job sends it
    choices = show(anna, application).select("#notes [name=mentioned]")
    assert [choice["value"] for choice in choices] == [str(ben.pk)]


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_what_is_no_note_is_refused(text: str) -> None:
    application = ApplicationFactory()
    answer = act(colleague(application, "anna"), "note", application, text=text)
    assert (answer.status_code, Note.objects.count()) == (422, 0)


def test_note_is_escaped() -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    act(anna, "note", application, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in str(show(anna, application).select_one("#notes"))


def test_hr_keeps_tags_own_stage_and_reserve_list() -> None:
    application = ApplicationFactory()
    act(hr_manager(), "record", application, is_reserve="on", new_tag="Linux")
    kinds = RecordChange.objects.values_list("kind", flat=True)
    assert list(kinds) == ["put_on_reserve", "tagged"]
    facts = words(show(hr_manager(), application).select_one(".desk-facts"))
    assert ("Reserve list" in facts, "Linux" in facts) == (True, True)


def test_hr_excludes_a_member_and_lifts_it() -> None:
    application = ApplicationFactory()
    anna, hr = colleague(application, "anna"), hr_manager()
    act(hr, "exclude", application, member=anna.pk, reason="Nachbarin")
    assert browser(anna).get(action_path("change", application)).status_code == 404
    exclusion = application.exclusions.get()
    assert exclusion.reason == "Nachbarin"
    assert act(hr, "lift", application, exclusion=exclusion.pk + 1).status_code == 404
    act(hr, "lift", application, exclusion=exclusion.pk)
    assert browser(anna).get(action_path("change", application)).status_code == 200


def test_whoever_excludes_themselves_is_back_at_the_list() -> None:
    application, hr = ApplicationFactory(), hr_manager()
    hr_manager()
    answer = act(hr, "exclude", application, member=hr.pk, reason="Bruder")
    assert (answer.status_code, answer.request["PATH_INFO"]) == (
        200,
        "/admin/applications/application/",
    )


def test_answer_to_a_request_is_accepted_or_returned() -> None:
    application, hr = ApplicationFactory(), hr_manager()
    asked = [
        application.document_requests.create(kind="cv", at=NOW, answered_at=NOW) for _ in range(2)
    ]
    browser(hr).post(action_path("accept", application, asked[0].pk))
    refused = browser(hr).post(action_path("return", application, asked[1].pk), {"reason": ""})
    assert refused.status_code == 422
    typed = {"reason": "Seite 2 fehlt"}
    browser(hr).post(action_path("return", application, asked[1].pk), typed)
    assert application.outgoing_mails.get().about_request.note == "Seite 2 fehlt"
    other = ApplicationFactory()
    foreign = browser(hr).post(action_path("accept", other, asked[0].pk))
    assert foreign.status_code == 404


def test_right_taken_away_holds_from_the_next_request() -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    signed_in = browser(anna)
    assert signed_in.get(action_path("change", application)).status_code == 200
    application.posting.hiring_team.remove(anna)
    assert signed_in.get(action_path("change", application)).status_code == 404
    assert signed_in.post(action_path("rate", application)).status_code == 404


def test_readers_are_named_to_hr_only() -> None:
    application = ApplicationFactory()
    anna = colleague(application, "anna")
    application.read_marks.create(user=anna, at=NOW)
    told = [
        "application read" in words(show(user, application).select_one("#history"))
        for user in (hr_manager(), anna)
    ]
    assert told == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_queries_for_any_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    posting, made = one_posting(count)
    application = made[0]
    anna, hr = colleague(application, "anna"), hr_manager()
    made_criteria = criteria(posting, *"ABC"[:count])
    for number in range(count):
        other = colleague(application, f"other{number}")
        rating = application.ratings.create(
            posting=application.posting, user=other, recommendation="yes", at=NOW
        )
        rating.scores.create(criterion=made_criteria[number], value=3)
        note = application.staff_notes.create(text="Hallo", by=other, at=NOW)
        note.mentions.create(user=anna)
        application.read_marks.create(user=other, at=NOW)
        application.record_changes.create(kind="tagged", detail="a", by=other, at=NOW)
        application.exclusions.create(user=colleague(application, f"away{number}"), at=NOW)
    for user in (anna, hr):
        application.ratings.create(
            posting=application.posting, user=user, recommendation="abstained", at=NOW
        )
    for user, queries in ((anna, TEAM_QUERIES), (hr, HR_QUERIES)):
        client = browser(user)
        with django_assert_num_queries(queries):
            client.get(action_path("change", application) + "?_changelist_filters=q%3D")


TEAM_QUERIES, HR_QUERIES = 34, 48


def test_other_applications_of_the_person_are_shown_as_far_as_one_may_open_them() -> None:
    application = ApplicationFactory()
    foreign, mine = ApplicationFactory(), ApplicationFactory(email="AYSE@example.org")
    ApplicationFactory(email="ole@example.org")
    member = team_member(application, mine)
    assert same_person(member, application) == [action_path("change", mine)]
    hr = [action_path("change", one) for one in (mine, foreign)]
    assert same_person(hr_manager(), application) == hr
    mine.exclusions.create(user=member, at=timezone.now())
    assert show(member, application).select("#same-person") == []


def same_person(user: User, application: Application) -> list[str]:
    return [str(link["href"]) for link in show(user, application).select("#same-person a")]
