"""The page on which HR proposes another posting, and who may do that."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.enums import TransferKind, TransferState
from applications.models import Application, Exclusion, Transfer
from applications.services.transfers import answer_transfer
from careers.models import Posting
from hiring.models import OutgoingMail
from tests.applications.factories import ApplicationFactory, hr_manager, proposal, team_member
from tests.applications.site import Page, page, words
from tests.careers.factories import published
from tests.hiring.admin.test_desk_access import visitors
from tests.hiring.desk_site import action_path
from tests.hiring.factories import transfer_template

pytestmark = pytest.mark.django_db
OTHERS_GET = [302, 404, 404, 404, 404, 403, 200, 404]


@pytest.fixture
def hr() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(hr_manager())
    return client


def fill_in(client: Client, application: Application, target: Posting, kind: str = "move") -> Page:
    sent = {"kind": kind, "posting": target.pk, "template": transfer_template().pk}
    return page(client.post(action_path("transfer", application), sent, follow=True))


def test_page_and_button_are_for_hr_managers() -> None:
    application = proposal().application
    clients = visitors(application)
    asked = action_path("transfer", application)
    assert [client.get(asked).status_code for client in clients.values()] == OTHERS_GET
    path = action_path("transfer_take_back", application)
    answers = [client.post(path).status_code for client in clients.values()]
    assert answers == [302, 404, 404, 404, 404, 403, 302, 404]
    assert Transfer.objects.get().state == TransferState.TAKEN_BACK
    assert clients["hr"].get(path).status_code == 405


def test_proposal_leads_to_its_mail_in_the_outbox(hr: Client) -> None:
    application, target = ApplicationFactory(), published()
    shown = fill_in(hr, application, target, "copy")
    mail = OutgoingMail.objects.get()
    transfer = Transfer.objects.get()
    assert (transfer.kind, transfer.to_posting, transfer.mail) == ("copy", target, mail)
    field = shown.tree.select_one("textarea[name=body]")
    assert words(field) == " ".join(mail.body.split())
    desk = page(hr.get(action_path("change", application)))
    assert str(target) in words(desk.tree.select_one("#transfer h2"))


def test_page_offers_open_postings_only(hr: Client) -> None:
    application, target, closed = ApplicationFactory(), published(), published()
    Posting.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    shown = page(hr.get(action_path("transfer", application)))
    values = [one["value"] for one in shown.tree.select("select[name=posting] option")]
    assert values == ["", str(target.pk)]


def test_closed_posting_is_refused_with_the_reason(hr: Client) -> None:
    application, closed = ApplicationFactory(), published()
    Posting.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    shown = fill_in(hr, application, closed)
    assert shown.status == 422
    assert "takes no applications now: closed" in words(shown.tree.select_one(".errorlist"))
    assert Transfer.objects.count() == 0


def test_posting_that_the_person_applied_for_is_refused(hr: Client) -> None:
    application = ApplicationFactory()
    twin = ApplicationFactory()
    shown = fill_in(hr, application, twin.posting)
    assert twin.reference in words(shown.tree.select_one(".errorlist"))
    Application.objects.filter(pk=twin.pk).update(stage="withdrawn", decided_at=timezone.now())
    assert fill_in(hr, application, twin.posting).status == 200
    assert Transfer.objects.count() == 1


def test_second_proposal_is_refused_and_nothing_is_lost(hr: Client) -> None:
    transfer, target = proposal(), published()
    shown = fill_in(hr, transfer.application, target)
    assert shown.status == 422
    assert "Take it back first" in words(shown.tree.select_one(".errornote"))
    chosen = shown.tree.select_one("select[name=posting] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(target.pk)


def test_copy_is_told_to_those_only_who_may_open_both() -> None:
    transfer = proposal(kind=TransferKind.COPY, target=published(title_de="Geheime Stelle"))
    application = transfer.application
    here, both = team_member(application), team_member(application)
    transfer.to_posting.hiring_team.add(both)
    for agreed in (False, True):
        if agreed:
            answer_transfer(
                application=application, key=transfer.pk, agrees=True, now=timezone.now()
            )
        shown = {user: desk_of(user, application) for user in (here, both)}
        assert "Geheime Stelle" not in shown[here]
        assert ("Geheime Stelle" in shown[both]) is agreed
    there = team_member()
    transfer.to_posting.hiring_team.add(there)
    copy = Application.objects.exclude(pk=application.pk).get()
    assert "copy from another posting" not in desk_of(there, copy)
    assert "copy from another posting" in desk_of(both, copy)


def test_copy_is_kept_from_an_hr_manager_who_is_excluded_from_one_of_the_two() -> None:
    transfer = proposal(kind=TransferKind.COPY, target=published(title_de="Geheime Stelle"))
    application = transfer.application
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    copy = Application.objects.exclude(pk=application.pk).get()
    of_copy, of_first = hr_manager(), hr_manager()
    assert "copy from another posting" in desk_of(of_first, copy)
    for user, hidden in ((of_copy, copy), (of_first, application)):
        Exclusion.objects.create(application=hidden, user=user, at=timezone.now())
    shown = desk_of(of_copy, application)
    assert copy.reference not in shown
    assert "Geheime Stelle" not in shown
    assert "copy from another posting" not in desk_of(of_first, copy)
    assert copy.reference in desk_of(hr_manager(), application)


def test_history_of_a_copy_whose_original_is_gone_still_says_so_to_hr() -> None:
    transfer = proposal(kind=TransferKind.COPY)
    application = transfer.application
    answer_transfer(application=application, key=transfer.pk, agrees=True, now=timezone.now())
    copy = Application.objects.exclude(pk=application.pk).get()
    application.delete()
    assert "copy from another posting" in desk_of(hr_manager(), copy)


def desk_of(user: User, application: Application) -> str:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return words(page(client.get(action_path("change", application))).tree)


def test_no_way_leads_there_from_a_decided_application(hr: Client) -> None:
    shown = page(hr.get(action_path("change", ApplicationFactory(rejected=True))))
    assert shown.tree.select("#transfer") == []
    shown = page(hr.get(action_path("change", ApplicationFactory())))
    ways = shown.tree.select("#transfer a[href*='kind=']")
    kinds = [str(link["href"]).rpartition("=")[2] for link in ways]
    assert kinds == ["move", "copy"]


def test_foreign_application_is_not_there(hr: Client) -> None:
    assert (
        hr.get(reverse("admin:applications_application_transfer", args=[4711])).status_code == 404
    )
