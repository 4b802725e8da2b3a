"""Files that come when the disk has no room for them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.applications import files
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import apply_path, fill_in, page
from tests.applications.traces import DRAFT_WITH_CV, EMPTY_DRAFT, stored_files, traces
from tests.applications.views.apply.test_uploads import announce, announce_path, send_chunk
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
MORE_THAN_ANY_DISK_HAS = 2**62


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def test_form_is_to_be_sent_again_later(browser: Client, settings: Settings) -> None:
    posting = published()
    settings.DISK_RESERVE = MORE_THAN_ANY_DISK_HAS
    answer = fill_in(browser, posting)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert traces() == EMPTY_DRAFT
    settings.DISK_RESERVE = 0
    assert fill_in(browser, posting).status_code == 302


@pytest.fixture
def read_only(private_storage: Path) -> Iterator[None]:
    """The storage as a file system that nothing can be written to."""
    private_storage.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "none", str(private_storage)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield
    subprocess.run(["umount", str(private_storage)], check=True)


@pytest.mark.usefixtures("read_only")
def test_read_only_storage_is_said_and_nothing_is_half_kept(browser: Client) -> None:
    answer = fill_in(browser, published())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert traces() == EMPTY_DRAFT
    assert "documents" in browser.get("/readyz").json()["degraded"]
    browser.force_login(hr_manager())
    start = browser.get("/admin/", headers={"accept-language": "en"}).content.decode()
    assert "their folder or object storage cannot be written" in start


def test_piece_is_to_be_sent_again_later(browser: Client, settings: Settings) -> None:
    posting, content = published(), files.pdf()
    path = announce_path(browser, posting, **{"file-size": len(content)})
    settings.DISK_RESERVE = MORE_THAN_ANY_DISK_HAS
    assert send_chunk(browser, path, content).status_code == 503
    settings.DISK_RESERVE = 0
    assert announce(browser, posting, **{"file-size": len(content)}).json()["offset"] == 0
    assert send_chunk(browser, path, content).status_code == 200
    assert traces() == DRAFT_WITH_CV


def test_what_was_sent_can_still_be_read(client: Client, settings: Settings) -> None:
    ApplicationFactory()
    settings.DISK_RESERVE = MORE_THAN_ANY_DISK_HAS
    assert len(stored_files()) == 1
    assert client.get(apply_path(published())).status_code == 200


def test_more_files_than_are_taken_are_named_one_by_one(client: Client) -> None:
    others = [files.upload(files.pdf(number), f"{number}.pdf") for number in range(1, 26)]
    shown = page(fill_in(client, published(), other=others))
    assert (shown.status, len(shown.errors)) == (422, 16)
