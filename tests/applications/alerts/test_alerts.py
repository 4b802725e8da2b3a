"""Asking for an alert, and its own page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob

from applications.alerts.alert_links import END, alert_key, alert_path
from applications.models import JobAlert
from applications.services.alerts import change_frequency, confirm_alert
from tests.applications.job_alerts import DAY, HOUR, MONDAY, AlertFactory, ask, new_path
from tests.applications.site import page, words
from tests.careers.factories import DepartmentFactory, closed, published
from tests.config.people import browser

pytestmark = pytest.mark.django_db


def stored_alerts() -> list[tuple[str, ...]]:
    fields = ("email", "language", "query", "frequency")
    return list(JobAlert.objects.order_by("pk").values_list(*fields))


def questions() -> int:
    return ProcrastinateJob.objects.filter(task_name="applications.ask_to_confirm").count()


def search_in_words(client: Client, query: str) -> list[str]:
    tree = page(client.get(new_path(query))).tree
    return [words(part) for part in tree.select(".article :is(dt, dd)")]


def test_form_keeps_the_search_and_asks_the_address(client: Client) -> None:
    answer = ask(client, "?q=cloud&place=berlin&since=7&sort=deadline")
    assert (answer.status, answer.errors) == (200, [])
    assert stored_alerts() == [("ayse@example.org", "en", "?q=cloud&place=berlin", "daily")]
    assert (JobAlert.objects.get().confirmed_at, questions()) == (None, 1)


def test_form_takes_the_language_of_its_page(client: Client) -> None:
    ask(client, language="de")
    assert stored_alerts() == [("ayse@example.org", "de", "", "daily")]


def test_form_says_the_search_in_words(client: Client) -> None:
    published()
    found = search_in_words(client, "?q=cloud+lead&place=berlin&place=remote&pay=50000")
    places = ["Location", "Berlin centre, Remote or on site"]
    assert found[:2] == ["Search words", "cloud lead"]
    assert found[2] == places[0]
    assert found[3].startswith("Berlin centre, ")
    assert found[4:] == ["Pay a year", "from €50,000"]


def test_form_says_how_many_fit_as_people_do(client: Client) -> None:
    said, link = [], " See the list or change the search"
    for _number in range(3):
        lines = map(words, page(client.get(new_path("?place=berlin"))).tree.select("main p"))
        said += [line.removesuffix(link) for line in lines if line.endswith(link)]
        published()
    assert said == [
        "Nothing matches today.",
        "One position matches today.",
        "2 positions match today.",
    ]


def test_form_names_a_filter_that_no_open_posting_has(client: Client) -> None:
    closed(department=DepartmentFactory(slug="press", name_de="Presse", name_en="Press"))
    assert search_in_words(client, "?department=press") == ["Department", "Press"]


def test_form_names_filters_in_its_own_language(client: Client) -> None:
    for _number in range(2):
        published(german_only=True)
    assert search_in_words(client, "?place=berlin") == ["Location", "Berlin-Mitte"]
    published()
    assert search_in_words(client, "?place=berlin") == ["Location", "Berlin centre"]


def test_form_says_that_everything_is_meant(client: Client) -> None:
    shown = page(client.get(new_path("?place=%3Cb%3E&since=1"))).tree
    assert words(shown.select_one(".article p")) == "Every new position."


def test_form_warns_of_words_that_only_come_close(client: Client) -> None:
    published(title_en="Cloud Engineer")
    pages = [page(client.get(new_path(query))).tree for query in ("?q=clodu", "?q=cloud")]
    assert [len(each.select(".notice")) for each in pages] == [1, 0]


@pytest.mark.parametrize("email", ["", "ayse", "a@example.org\nBcc: b@example.org"])
def test_form_refuses_what_is_no_address_and_keeps_the_rest(client: Client, email: str) -> None:
    answer = ask(client, "?q=cloud", email=email)
    assert answer.status == 422
    assert answer.title.startswith("Error: ")
    assert [where for where, _words in answer.errors] == ["#id_email"]
    assert answer.tree.select_one("input[value=daily]").has_attr("checked")
    assert stored_alerts() == []


def test_form_refuses_an_unknown_frequency(client: Client) -> None:
    assert [where for where, _ in ask(client, frequency="hourly").errors] == ["#id_frequency_0"]
    assert stored_alerts() == []


def test_form_refuses_a_search_that_cannot_be_kept(client: Client) -> None:
    filters = "&".join(f"place={'x' * 70}{number}" for number in range(20))
    fewer = "&".join(f"place={'x' * 70}{number}" for number in range(10))
    more = f"?{filters}&{filters.replace('place', 'department')}"
    assert (ask(client, more).status, len(stored_alerts())) == (422, 0)
    assert (ask(client, f"?{fewer}").status, len(stored_alerts())) == (200, 1)


def test_form_is_protected_against_foreign_pages() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(new_path(), {"email": "ayse@example.org"}).status_code == 403
    token = page(client.get(new_path())).tree.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert ask(client, csrfmiddlewaretoken=token).status == 200


def test_answer_is_the_same_whether_the_address_is_known_or_not(client: Client) -> None:
    AlertFactory(email="known@example.org")
    texts = {words(ask(client, email=f"{who}@example.org").tree) for who in ("known", "new")}
    assert len(texts) == 1
    assert questions() == 2


def test_asking_again_changes_nothing_that_was_confirmed(client: Client) -> None:
    alert = AlertFactory()
    ask(client, email="AYSE@example.org")
    assert stored_alerts() == [("ayse@example.org", "en", "", "weekly")]
    assert JobAlert.objects.get().created_at == alert.created_at


def test_asking_again_changes_what_was_not_confirmed(client: Client) -> None:
    AlertFactory(unconfirmed=True)
    ask(client)
    assert stored_alerts() == [("ayse@example.org", "en", "", "daily")]


@time_machine.travel(MONDAY, tick=False)
def test_network_can_ask_five_times_a_day_for_an_address(client: Client) -> None:
    asked = [ask(client, f"?q={number}", email="Ayse@example.org") for number in range(6)]
    assert [each.status for each in asked] == [200] * 5 + [429]
    assert (len(stored_alerts()), questions()) == (5, 5)
    with time_machine.travel(MONDAY + DAY, tick=False):
        assert ask(client, "?q=5").status == 200


@time_machine.travel(MONDAY, tick=False)
def test_stranger_uses_up_no_wish_of_an_addresss_owner(client: Client) -> None:
    """But all networks together have an end, for each wish is a mail to the address."""
    asked = [ask(client, f"?q={number}").status for number in range(6)]
    assert asked == [200] * 5 + [429]
    others = [
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), f"?q=b{number}").status for number in range(16)
    ]
    assert others == [200] * 15 + [429]


@time_machine.travel(MONDAY, tick=False)
def test_network_can_ask_twenty_times_an_hour(client: Client) -> None:
    asked = [ask(client, email=f"a{number}@example.org").status for number in range(21)]
    assert asked == [200] * 20 + [429]
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert ask(other, email="b@example.org").status == 200


def test_link_shows_the_search_and_changes_nothing(client: Client) -> None:
    alert = AlertFactory(unconfirmed=True, query="?q=cloud")
    shown = page(client.get(alert_path(alert)))
    assert shown.status == 200
    assert [words(each) for each in shown.tree.select("dd")] == ["cloud"]
    assert JobAlert.objects.get().confirmed_at is None


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_behind_the_link_names_no_address(client: Client, language: str) -> None:
    for alert in (AlertFactory(), AlertFactory(unconfirmed=True, query="?q=a")):
        shown = client.get(alert_path(alert, language))
        assert (shown.status_code, b"ayse" in shown.content) == (200, False)


def test_post_confirms_once(client: Client) -> None:
    path = alert_path(AlertFactory(unconfirmed=True))
    with time_machine.travel(now(), tick=False):
        moment = now()
        assert client.post(path, follow=True).status_code == 200
    client.post(path, {"frequency": "weekly"})
    assert JobAlert.objects.get().confirmed_at == moment


def test_second_click_on_yes_is_no_fault(client: Client) -> None:
    path = alert_path(AlertFactory(unconfirmed=True))
    assert [client.post(path).status_code for _click in range(2)] == [302, 302]
    assert client.post(path, {"frequency": "hourly"}).status_code == 422


@pytest.mark.parametrize("unconfirmed", [True, False])
def test_alert_that_is_ended_meanwhile_stays_ended(unconfirmed: bool) -> None:
    alert, other = AlertFactory(unconfirmed=unconfirmed), AlertFactory(query="?q=a")
    JobAlert.objects.filter(pk=alert.pk).delete()
    for each in (alert, other):
        confirm_alert(alert=each, now=now())
        change_frequency(alert=each, frequency=JobAlert.Frequency.DAILY)
    assert stored_alerts() == [("ayse@example.org", "en", "?q=a", "daily")]


def test_page_is_protected_against_foreign_pages() -> None:
    alert = AlertFactory(unconfirmed=True)
    client = Client(enforce_csrf_checks=True)
    assert client.post(alert_path(alert)).status_code == 403
    shown = page(client.get(alert_path(alert))).tree
    token = shown.select_one("[name=csrfmiddlewaretoken]")["value"]
    assert client.post(alert_path(alert), {"csrfmiddlewaretoken": token}).status_code == 302


def test_confirmation_comes_within_seven_days(client: Client) -> None:
    late = alert_path(AlertFactory(unconfirmed=True, created_at=now() - timedelta(days=7)))
    in_time = AlertFactory(unconfirmed=True, query="?q=a", created_at=now() - 7 * DAY + HOUR)
    answers = [client.post(path).status_code for path in (late, alert_path(in_time))]
    assert answers == [404, 302]


def test_owner_changes_the_frequency(client: Client) -> None:
    path = alert_path(AlertFactory())
    assert client.post(path, {"frequency": "daily"}).status_code == 302
    assert client.post(path, {"frequency": "hourly"}).status_code == 422
    assert stored_alerts() == [("ayse@example.org", "en", "", "daily")]


@pytest.mark.parametrize("unconfirmed", [True, False])
def test_owner_ends_the_alert_and_no_other(client: Client, unconfirmed: bool) -> None:
    other = AlertFactory(query="?q=other")
    path = alert_path(AlertFactory(unconfirmed=unconfirmed))
    answer = client.post(path, {"end": "1", "frequency": "daily"})
    assert (answer.status_code, list(JobAlert.objects.all())) == (200, [other])
    assert client.get(path).status_code == 404


def test_only_its_own_key_opens_an_alert(client: Client) -> None:
    alert = AlertFactory()
    gone = AlertFactory(query="?q=a")
    keys = [alert_key(gone), alert_key(alert, END), f"{alert_key(alert)}x", "x", alert.token]
    gone.delete()
    paths = [f"/en/job-alert/{key}/" for key in (*keys, alert_key(alert))]
    assert [client.get(path).status_code for path in paths] == [404] * 5 + [200]
    assert [client.post(path, {"end": 1}).status_code for path in paths] == [404] * 5 + [200]


def test_pages_with_a_key_are_private_and_tell_no_other_site(client: Client) -> None:
    headers = client.get(alert_path(AlertFactory())).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("query", ["?q=cloud&place=berlin", ""])
def test_list_leads_to_an_alert_with_its_search(query: str) -> None:
    published(title_en="Cloud Engineer", title_de="Cloud-Technikerin")
    tree = page(browser().get(f"/en/jobs/{query}")).tree
    assert [link["href"] for link in tree.select("a[href*=by-email]")] == [new_path(query)]


def test_empty_list_leads_to_an_alert_with_its_search() -> None:
    tree = page(browser().get("/en/jobs/?q=gardener")).tree
    links = tree.select(".no-results a[href*=by-email]")
    assert [link["href"] for link in links] == [new_path("?q=gardener")]


def test_alert_is_one_in_every_spelling_of_a_domain(client: Client) -> None:
    for email in ("kim@bücher.example", "kim@xn--bcher-kva.example", "Kim@BÜCHER.example"):
        ask(client, email=email)
    assert [email for email, *_ in stored_alerts()] == ["kim@xn--bcher-kva.example"]


def test_limit_of_an_address_counts_every_spelling(client: Client) -> None:
    emails = ["kim@bücher.example", "kim@xn--bcher-kva.example"] * 3
    statuses = [
        ask(client, f"?q={number}", email=email).status for number, email in enumerate(emails)
    ]
    assert statuses == [200] * 5 + [429]
