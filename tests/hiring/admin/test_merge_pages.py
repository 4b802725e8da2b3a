"""The pages on which HR merges doubles, and who may do that."""

import pytest
from django.test import Client
from django.utils import timezone

from applications.enums import Source
from applications.models import Application, MergedApplication
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import page, words
from tests.hiring.admin.test_desk_access import visitors
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(hr_manager())
    return client


def doubles() -> tuple[Application, Application]:
    first = ApplicationFactory(cv=False)
    return first, ApplicationFactory(posting=first.posting, cv=False)


def compare_path(first: Application, second: Application) -> str:
    return f"{action_path('merge', first)}?with={second.pk}"


def test_pages_are_for_hr_managers_who_see_both() -> None:
    first, second = doubles()
    clients = visitors(first)
    paths = (action_path("merge", first), compare_path(first, second), compare_path(second, first))
    answers = [[client.get(path).status_code for client in clients.values()] for path in paths]
    assert answers[0] == answers[1] == [302, 404, 404, 404, 404, 403, 200, 404]
    # Who is excluded from the first alone sees the second, and finds no first beside it.
    assert answers[2] == [302, 404, 404, 404, 403, 403, 200, 404]
    sent = {"kept": first.pk}
    posted = [client.post(paths[1], sent).status_code for client in clients.values()]
    assert posted == [302, 404, 404, 404, 404, 403, 302, 404]
    assert list(Application.objects.filter(posting=first.posting)) == [first]


def test_choice_lists_the_persons_own_and_takes_a_reference(hr: Client) -> None:
    first, second = doubles()
    stranger = ApplicationFactory(posting=first.posting, email="x@example.org", name="X", cv=False)
    elsewhere = ApplicationFactory(cv=False)
    tree = page(hr.get(action_path("merge", first))).tree
    assert [str(link["href"]) for link in tree.select("a[href^='?with=']")] == [
        f"?with={second.pk}"
    ]
    typed = {"reference": f" {stranger.reference.lower()} "}
    answer = hr.post(action_path("merge", first), typed)
    assert answer["Location"] == compare_path(first, stranger)
    refused = page(hr.post(action_path("merge", first), {"reference": elsewhere.reference}))
    assert refused.status == 422
    assert "no other application with this reference" in words(refused.tree)


def test_page_shows_both_sides_and_says_what_happens(hr: Client) -> None:
    first, second = doubles()
    second.email = "second@example.org"
    second.save()
    tree = page(hr.get(compare_path(first, second))).tree
    heads = [words(head) for head in tree.select(".sides h2")]
    assert heads == [first.reference, second.reference]
    assert f"If {second.reference} stays, emails go to second@example.org, and only links" in words(
        tree
    )
    assert MergedApplication.objects.count() == 0


@pytest.mark.parametrize(("email", "shown"), [("stranger@example.org", 1), ("", 1), (None, 0)])
def test_page_warns_of_another_address(hr: Client, email: str | None, shown: int) -> None:
    first, second = doubles()
    if email is not None:
        Application.objects.filter(pk=second.pk).update(email=email, source=Source.MAIL)
    tree = page(hr.get(compare_path(first, second))).tree
    assert len(tree.select(".other-person")) == shown
    assert ("this may be two people" in words(tree)) == bool(shown)


def test_choice_says_who_has_another_address(hr: Client) -> None:
    first, second = doubles()
    first.phone = "0123 4567"
    first.save()
    named = ApplicationFactory(
        posting=first.posting, phone="0123 4567", email="x@example.org", cv=False
    )
    tree = page(hr.get(action_path("merge", first))).tree
    said = {str(line.a["href"]): words(line) for line in tree.select("li:has(a[href^='?with='])")}
    assert {key: "same name and phone, other address" in line for key, line in said.items()} == {
        f"?with={second.pk}": False,
        f"?with={named.pk}": True,
    }
    assert "Also from this person" not in words(tree)


def test_chosen_one_stays_and_its_page_says_so(hr: Client) -> None:
    first, second = doubles()
    shown = page(hr.post(compare_path(first, second), {"kept": second.pk}, follow=True))
    assert Application.objects.get() == second
    assert f"{first.reference} lives on in {second.reference}." in words(shown.tree)
    assert f"Merged application {first.reference}" in words(shown.tree)


def test_without_a_choice_it_asks_again(hr: Client) -> None:
    first, second = doubles()
    for sent in ({}, {"kept": "4711"}):
        assert hr.post(compare_path(first, second), sent).status_code == 422
    assert Application.objects.count() == 2


def test_refusal_is_said_on_the_page(hr: Client) -> None:
    first, second = doubles()
    Application.objects.filter(pk=second.pk).update(erasure_requested_at=timezone.now())
    refused = page(hr.post(compare_path(first, second), {"kept": first.pk}))
    assert refused.status == 422
    assert f"author of {second.reference} has asked for erasure" in words(refused.tree)


def test_application_for_another_posting_is_not_there(hr: Client) -> None:
    first, other = ApplicationFactory(cv=False), ApplicationFactory(cv=False)
    assert hr.get(compare_path(first, other)).status_code == 404
    assert hr.get(f"{action_path('merge', first)}?with=x").status_code == 404


def test_what_was_compared_is_what_is_merged(hr: Client) -> None:
    """Whoever applied under a foreign address may confirm another one while HR looks at both."""
    first, second = doubles()
    seen = page(hr.get(compare_path(first, second))).tree.select_one("[name=seen]")["value"]
    Application.objects.filter(pk=second.pk).update(email="stranger@example.org", link_version=2)
    sent = {"kept": first.pk, "seen": seen}
    refused = page(hr.post(compare_path(first, second), sent))
    assert (refused.status, Application.objects.count()) == (422, 2)
    assert "changed meanwhile. Look at both again" in words(refused.tree)
    assert "stranger@example.org" in words(refused.tree)
    again = {"kept": first.pk, "seen": refused.tree.select_one("[name=seen]")["value"]}
    assert hr.post(compare_path(first, second), again).status_code == 302
    assert Application.objects.get() == first
