"""Receipts that were refused: who sees them, what the server said, trying again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from applications.enums import MailKind
from applications.models import Application, Exclusion, JobAlert, MailDelivery
from applications.services.refused_mails import JOBS, RetryRefused, retry_refused_mail
from tests.applications.factories import ApplicationFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.config.people import browser
from tests.hiring.desk_site import action_path

pytestmark = pytest.mark.django_db
LIST = "admin:applications_maildelivery_changelist"
NOW = timezone.now()
OTHERS = {
    MailKind.DRAFT_LINK,
    MailKind.DRAFT_REMINDER,
    MailKind.ALERT_QUESTION,
    MailKind.ALERT_DIGEST,
}


def refused(kind: MailKind = MailKind.RECEIPT, **fields: object) -> MailDelivery:
    application = ApplicationFactory(cv=False, **fields)
    return MailDelivery.objects.create(
        kind=kind, application=application, refused_at=NOW, answer="550 5.1.1 No such mailbox"
    )


def rows(client: Client) -> list[str]:
    return [
        words(row) for row in page(client.get(reverse(LIST))).tree.select("#result_list tbody tr")
    ]


def application_of(delivery: MailDelivery) -> Application:
    return Application.objects.get(deliveries=delivery)


def test_list_names_applicant_mail_and_answer_with_the_way_to_the_address() -> None:
    delivery = refused(name="Kim Beispiel")
    client = browser(hr_manager())
    [row] = rows(client)
    told = ("Kim Beispiel", "Receipt", "550 5.1.1 No such mailbox", "Correct the address")
    assert [one for one in told if one not in row] == []
    address = action_path("address", application_of(delivery))
    assert f'href="{address}"' in client.get(reverse(LIST)).text


def test_list_has_nothing_that_is_only_on_its_way_or_about_somebody_else() -> None:
    MailDelivery.objects.create(
        kind=MailKind.RECEIPT, application=ApplicationFactory(cv=False), sending_since=NOW
    )
    alert = JobAlert.objects.create(email="kim@example.org", language="de", created_at=NOW)
    MailDelivery.objects.create(
        kind=MailKind.ALERT_QUESTION, alert=alert, refused_at=NOW, answer="550 kim@example.org"
    )
    assert rows(browser(hr_manager())) == []


def test_hiring_team_and_who_is_excluded_see_none() -> None:
    delivery, hr = refused(), hr_manager()
    application = application_of(delivery)
    assert browser(team_member(application)).get(reverse(LIST)).status_code == 403
    Exclusion.objects.create(application=application, user=hr, at=NOW)
    assert rows(browser(hr)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_any_number(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        refused()
    client = browser(hr_manager())
    client.get(reverse(LIST))
    with django_assert_num_queries(6):
        client.get(reverse(LIST))


def test_selected_mails_are_tried_again() -> None:
    one, other = refused(), refused()
    application = application_of(one)
    sent = {"action": "retry_selected", "_selected_action": [one.pk]}
    shown = page(browser(hr_manager()).post(reverse(LIST), sent, follow=True))
    assert words(shown.tree.select_one(".messagelist")) == "1 email is tried again."
    assert [*MailDelivery.objects.all()] == [other]
    job = ProcrastinateJob.objects.get(task_name="applications.send_receipt")
    assert job.args == {"application_id": application.pk}


def test_mail_that_cannot_be_tried_again_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = refused()
    application = application_of(delivery)

    def refuse(**_given: object) -> None:
        raise RetryRefused("Tried already.")

    monkeypatch.setattr("hiring.admin.refused_mails.retry_refused_mail", refuse)
    sent = {"action": "retry_selected", "_selected_action": [delivery.pk]}
    shown = page(browser(hr_manager()).post(reverse(LIST), sent, follow=True))
    said = [words(one) for one in shown.tree.select(".messagelist li")]
    assert said[0] == f"{application}: Tried already."


def test_every_mail_about_an_application_can_be_tried_again() -> None:
    assert set(JOBS) | OTHERS == set(MailKind)


def test_mail_that_was_tried_meanwhile_is_not_tried_twice() -> None:
    delivery = refused()
    retry_refused_mail(delivery=delivery, now=NOW)
    with pytest.raises(RetryRefused):
        retry_refused_mail(delivery=delivery, now=NOW)
    assert ProcrastinateJob.objects.filter(task_name="applications.send_receipt").count() == 1
