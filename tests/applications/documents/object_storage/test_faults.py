"""An object storage that is away, silent, late or busy: nothing is lost, nobody waits long, and it is said."""

import time
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from applications.documents.object_storage import ObjectStorage
from applications.documents.previews.making import make_document_preview
from applications.documents.previews.waiting import add_waiting_previews
from applications.documents.storage import document_storage, store_files
from applications.documents.virus_scan.judging import judge_document
from applications.models import DataKey, Document, DocumentPreview, Upload
from config.checks import check_document_storage, check_erasure
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import fill_in
from tests.applications.traces import DRAFT_WITH_CV, EMPTY_DRAFT, traces
from tests.applications.views.apply.test_uploads import HALF, PDF, announce_path, send_chunk
from tests.applications.views.test_downloads import download, path_of
from tests.careers.factories import published
from tests.faulty_gateway import FaultyGateway, running_gateway
from tests.object_store import keep_documents_in, make_client, storage_entry

pytestmark = pytest.mark.django_db(transaction=True)
FAULTS = ["away", "silent", "late", "busy"]
ANSWER_SECONDS = 2.0
SLACK = 1.5
"""Of a machine that does other things as well."""


@pytest.fixture
def gateway(object_store_address: str, settings: Settings) -> Iterator[FaultyGateway]:
    with running_gateway(object_store_address) as gateway:
        keep_documents_in(settings, storage_entry(gateway.address))
        assert document_storage().exists("anything") is False  # the first request is slower
        yield gateway


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def recover(gateway: FaultyGateway) -> None:
    gateway.fault = ""
    storage = document_storage()
    assert isinstance(storage, ObjectStorage)
    storage.patience.silent_until = 0.0


@pytest.mark.parametrize("fault", FAULTS)
def test_form_is_to_be_sent_again_and_nothing_is_half_kept(
    gateway: FaultyGateway, browser: Client, fault: str
) -> None:
    posting = published()
    gateway.fault = fault
    began = time.monotonic()
    answer = fill_in(browser, posting)
    assert time.monotonic() - began < ANSWER_SECONDS + SLACK
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Dateien sind gerade nicht erreichbar" in answer.content.decode()
    assert "documents" in browser.get("/readyz").json()["degraded"]
    recover(gateway)
    assert traces() == EMPTY_DRAFT
    assert fill_in(browser, posting).status_code == 302
    assert "documents" not in browser.get("/readyz").json()["degraded"]


@pytest.mark.parametrize("fault", FAULTS)
def test_piece_is_to_be_sent_again_and_the_file_arrives(
    gateway: FaultyGateway, browser: Client, fault: str
) -> None:
    path = announce_path(browser, published())
    send_chunk(browser, path, PDF[:HALF])
    gateway.fault = fault
    assert send_chunk(browser, path, PDF[HALF:], HALF).status_code == 503
    assert Upload.objects.get().received == HALF
    recover(gateway)
    assert send_chunk(browser, path, PDF[HALF:], HALF).status_code == 200
    assert traces() == DRAFT_WITH_CV


@pytest.mark.parametrize("fault", FAULTS)
def test_download_says_that_files_are_away(
    gateway: FaultyGateway, browser: Client, fault: str
) -> None:
    document = ApplicationFactory().documents.get()
    browser.force_login(hr_manager())
    gateway.fault = fault
    answer = browser.get(path_of(document))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Files cannot be reached right now" in answer.content.decode()
    start = browser.get("/admin/", headers={"accept-language": "en"}).content.decode()
    assert "their folder or object storage cannot be written" in start
    recover(gateway)
    assert download(browser, document).status_code == 200


def test_others_do_not_wait_while_nobody_answers(gateway: FaultyGateway) -> None:
    gateway.fault = "silent"
    times = []
    for _try in range(4):
        began = time.monotonic()
        with pytest.raises(OSError, match="not answer"):
            document_storage().open_sealed("7f/7f")
        times.append(time.monotonic() - began)
    assert max(times[1:]) < 0.1


def test_what_is_refused_once_is_asked_again(gateway: FaultyGateway, settings: Settings) -> None:
    keep_documents_in(settings, storage_entry(gateway.address))  # no connection is open yet
    gateway.fault = "busy once"
    with store_files([BytesIO(b"one")], DataKey.make()) as names:
        assert document_storage().exists(names[0])


def test_document_is_neither_judged_nor_given_up(gateway: FaultyGateway) -> None:
    document = ApplicationFactory().documents.get()
    add_waiting_previews([document])
    gateway.fault = "busy"
    with pytest.raises(OSError, match="SlowDown"):
        judge_document(document)
    with pytest.raises(OSError, match="SlowDown"):
        make_document_preview(document_id=document.pk, now=document.created_at)
    assert DocumentPreview.objects.get().state == "waiting"


def test_another_bucket_in_its_place_is_refused(
    object_store: str, settings: Settings, browser: Client
) -> None:
    ApplicationFactory()
    settings.DOCUMENTS_ARE_MARKED = True
    right = settings.STORAGES["documents"]
    keep_documents_in(settings, storage_entry(object_store))
    assert fill_in(browser, published()).status_code == 503
    assert "documents" in browser.get("/readyz").json()["degraded"]
    with pytest.raises(OSError, match="another place"):
        judge_document(Document.objects.get())
    keep_documents_in(settings, right)
    assert fill_in(browser, published()).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [({"bucket_name": "missing"}, "NoSuchBucket"), ({"secret_key": "wrong"}, "Signature")],
)
def test_start_says_what_is_wrong_with_the_bucket(
    object_store_address: str, settings: Settings, change: dict[str, str], said: str
) -> None:
    keep_documents_in(settings, storage_entry(object_store_address, **change))
    [found] = check_document_storage(None)
    assert (found.id, found.level) == ("config.documents", 30)
    assert "Files cannot be written to S3_BUCKET" in found.msg
    assert said in found.msg


def test_bucket_is_made_by_a_command(object_store_address: str, settings: Settings) -> None:
    keep_documents_in(settings, storage_entry(object_store_address, bucket_name="made"))
    for _time in range(2):
        out = StringIO()
        call_command("make_bucket", stdout=out)
        assert out.getvalue() == "The bucket is there, and can be written.\n"
    keep_documents_in(settings, storage_entry(object_store_address, secret_key="wrong"))
    with pytest.raises(CommandError, match="SignatureDoesNotMatch"):
        call_command("make_bucket")


def test_folder_has_no_bucket() -> None:
    with pytest.raises(CommandError, match="is s3"):
        call_command("make_bucket")


def test_bucket_that_keeps_versions_is_warned_of(
    object_store_address: str, settings: Settings
) -> None:
    keep_documents_in(settings, storage_entry(object_store_address, bucket_name="versions"))
    client = make_client(object_store_address)
    client.create_bucket(Bucket="versions")
    assert check_erasure(None) == []
    client.put_bucket_versioning(Bucket="versions", VersioningConfiguration={"Status": "Enabled"})
    assert [found.id for found in check_erasure(None)] == ["config.versioned_bucket"]
