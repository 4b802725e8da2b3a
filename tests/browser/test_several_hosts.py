"""Applying on a train while requests go to two hosts that share no folder, one of which dies in the middle."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, expect

from applications.models import Application
from tests.applications.site import apply_path
from tests.browser.applying import check_and_send, fill_in, held_files, made_files, stored_bytes
from tests.careers.factories import published
from tests.several_hosts import Hosts, running_hosts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def visit(browser: Browser, hosts: Hosts) -> Page:
    context = browser.new_context(
        base_url=hosts.address, locale="en", viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(30_000)
    return context.new_page()


def kill_and_drop_now_and_then(hosts: Hosts, page: Page) -> list[int]:
    """Every fourth piece is cut off as in a tunnel; with the sixth the second host dies."""
    sizes: list[int] = []

    def pass_on(route: Route) -> None:
        sizes.append(len(route.request.post_data_buffer or b""))
        if len(sizes) == 6:
            hosts.kill(1)
        if len(sizes) % 4 == 0:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*-*/", pass_on)
    return sizes


@pytest.mark.usefixtures("object_store")
def test_upload_on_a_train_survives_the_death_of_a_host(browser: Browser, tmp_path: Path) -> None:
    posting, files = published(), made_files(tmp_path)
    with running_hosts(tmp_path, settings.STORAGES["documents"], web=2) as hosts:
        page = visit(browser, hosts)
        page.goto(apply_path(posting, "en"))
        fill_in(page)
        page.locator("#id_cv").set_input_files(files["Lebenslauf.pdf"])
        expect(held_files(page)).to_have_count(1, timeout=30_000)
        before = hosts.count_answers()
        sizes = kill_and_drop_now_and_then(hosts, page)
        page.locator("#id_other").set_input_files(files["Zeugnis.pdf"])
        expect(held_files(page, "other")).to_have_count(1, timeout=60_000)
        assert check_and_send(page) == "Thank you for your application"
        page.context.close()
        assert len(before) == 2  # both have answered
        assert len(sizes) > 6
        assert hosts.list_files() == []
    names = ["Lebenslauf.pdf", "Zeugnis.pdf"]
    assert sorted(Application.objects.get().documents.values_list("name", flat=True)) == names
    assert [stored_bytes(name) for name in names] == [files[name].read_bytes() for name in names]
