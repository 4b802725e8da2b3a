"""HR proposes another posting, and the applicant agrees on a phone; two doubles become one."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page

from applications.enums import TransferState
from applications.models import Transfer
from hiring.services.sending import send_outgoing_mail
from tests.applications.factories import ApplicationFactory
from tests.browser.looking import too_wide, violations
from tests.browser.test_blocks import open_admin
from tests.careers.factories import published
from tests.hiring.factories import transfer_template

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def look(page: Page) -> None:
    assert violations(page) == []
    assert not too_wide(page)


def test_move_is_proposed_and_agreed_to_on_a_phone(page: Page) -> None:
    transfer_template()
    application, target = ApplicationFactory(language="en"), published(title_en="Cloud Engineer")
    twin = ApplicationFactory(posting=application.posting)
    open_admin(page)
    page.goto(reverse("admin:applications_application_merge", args=[application.pk]))
    look(page)
    page.locator(f"a[href='?with={twin.pk}']").click()
    look(page)
    page.goto(reverse("admin:applications_application_change", args=[application.pk]))
    page.locator("#transfer a[href$='kind=move']").click()
    look(page)
    page.locator("select[name=posting]").select_option(str(target.pk))
    page.locator(".submit-row .default").click()
    page.locator("textarea[name=body]").wait_for()
    waiting = Transfer.objects.get().mail
    send_outgoing_mail(mail_id=waiting.pk, now=waiting.send_after)
    link = re.search(r"http\S+/en/application/\S+", str(mail.outbox[-1].body))
    assert link is not None
    page.goto(link[0])
    look(page)
    page.get_by_role("link", name="Read and answer").click()
    look(page)
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("status").wait_for()
    look(page)
    transfer = Transfer.objects.get()
    assert (transfer.state, transfer.application.posting) == (TransferState.DONE, target)
