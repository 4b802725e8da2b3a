"""What one network may send in an hour: the limit is said, other networks do not meet it, a school does not either."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from applications.documents import upload_check
from applications.documents.check_line import CheckLine
from applications.documents.chunks import GRACE, INCOMING
from applications.documents.expiry import SPARED, delete_stale_uploads, make_room
from applications.enums import DocumentKind
from applications.models import Document, Draft, Upload
from applications.models.draft import MAILED_TO
from applications.services import AnnouncedFile, append_chunk, start_upload
from applications.services.uploads import SHORTEST_CHUNK
from applications.views import upload_limits
from applications.views.upload_limits import FREE_SECONDS, SECONDS_AN_HOUR, bytes_an_hour
from careers.models import Posting
from tests.applications import files
from tests.applications.factories import draft_with
from tests.applications.site import apply_path, filled_form
from tests.applications.traces import stored_files
from tests.applications.views.apply.test_uploads import PDF, announce, announce_path, send_chunk
from tests.careers.factories import published

pytestmark = pytest.mark.django_db(transaction=True)
NO_PDF = b"%PDF-1.7\nnothing"


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_limits, "bytes_an_hour", lambda: len(PDF) + 10)


def send_whole(posting: Posting, content: bytes, network: str = "192.0.2.1") -> int:
    client = Client(REMOTE_ADDR=network)
    path = announce_path(client, posting, **{"file-size": len(content)})
    return send_chunk(client, path, content).status_code


def post_form(posting: Posting, content: bytes, network: str = "192.0.2.1") -> int:
    form = filled_form(cv=files.upload(content))
    return Client(REMOTE_ADDR=network).post(apply_path(posting), form).status_code


@pytest.mark.parametrize("send", [send_whole, post_form])
def test_files_that_are_refused_cost_what_reading_them_takes(
    send: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing as long as that is little: many people may be behind one address."""
    posting = published()
    assert [send(posting, NO_PDF) for _time in range(3)] == [422, 422, 422]
    monkeypatch.setattr(upload_limits, "FREE_SECONDS", 0)
    monkeypatch.setattr(upload_limits, "SECONDS_AN_HOUR", 1e-6)
    assert [send(posting, NO_PDF) for _time in range(2)] == [422, 429]
    assert send(posting, NO_PDF, "198.51.100.1") == 422


@pytest.mark.parametrize("send", [send_whole, post_form])
def test_network_whose_files_take_long_to_read_waits(
    send: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accepted or not; the same files cost nothing but their bytes as long as they are read quickly."""
    posting = published()
    assert all(send(posting, PDF) in {200, 302} for _time in range(3))
    monkeypatch.setattr(upload_limits, "FREE_SECONDS", 0)
    monkeypatch.setattr(upload_limits, "SECONDS_AN_HOUR", 1e-6)
    assert [send(posting, PDF) in {200, 302} for _time in range(2)] == [True, False]
    assert send(posting, PDF, "198.51.100.1") in {200, 302}


@pytest.mark.parametrize("send", [send_whole, post_form])
@pytest.mark.usefixtures("narrow")
def test_network_that_has_sent_too_much_waits(send: object) -> None:
    posting = published()
    assert [send(posting, PDF) in {200, 302} for _time in range(2)] == [True, False]
    assert send(posting, PDF, "198.51.100.1") in {200, 302}
    assert (Document.objects.count(), len(stored_files())) == (2, 2)


@pytest.mark.usefixtures("narrow")
def test_refusal_says_when_there_is_room_again_and_loses_nothing(client: Client) -> None:
    posting = published()
    send_whole(posting, PDF, "127.0.0.1")
    answer = send_chunk(client, announce_path(client, posting), PDF)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert answer.json()["error"].startswith("More files came from your network")
    assert Upload.objects.get().received == 0


@pytest.mark.usefixtures("narrow")
def test_announcing_what_has_arrived_again_counts_as_reading_it(client: Client) -> None:
    posting, half = published(), len(PDF) // 2
    path = announce_path(client, posting)
    assert send_chunk(client, path, PDF[:half]).status_code == 204
    answers = [announce(client, posting) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 429]
    assert answers[1].headers["Retry-After"] == "3600"
    assert Upload.objects.get().received == half


def test_limits_are_those_of_a_school_and_not_of_a_person() -> None:
    """200 people, each with a file of the largest size; what takes 0.1 s to read costs nothing more."""
    assert bytes_an_hour() == 200 * settings.DOCUMENT_MAX_BYTES
    assert (FREE_SECONDS, SECONDS_AN_HOUR) == (0.1, 120)


def test_short_chunk_is_taken_as_the_last_one_alone(client: Client) -> None:
    path = announce_path(client, published())
    assert send_chunk(client, path, PDF[: SHORTEST_CHUNK - 1]).status_code == 400
    assert stored_files() == []
    assert send_chunk(client, path, PDF[:SHORTEST_CHUNK]).status_code == 204
    rest = send_chunk(client, path, PDF[SHORTEST_CHUNK:-1], SHORTEST_CHUNK)
    assert rest.status_code == 204
    assert send_chunk(client, path, PDF[-1:], len(PDF) - 1).status_code == 200


def begun(hours_ago: float) -> Upload:
    now = timezone.now() - timedelta(hours=hours_ago)
    about = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 900)
    upload = start_upload(draft=draft_with(), announced=about, now=now)
    append_chunk(upload=upload, offset=0, content=b"%PD", now=now)
    return upload


def stored_chunks() -> list[Path]:
    return [path for path in stored_files() if INCOMING in path.parts]


def test_near_the_reserve_the_uploads_that_waited_longest_go(settings: Settings) -> None:
    old, _other, fresh = begun(20), begun(5), begun(SPARED / timedelta(hours=1) - 0.1)
    assert make_room(timezone.now()) == 0
    settings.DISK_RESERVE = 1 << 60
    assert make_room(timezone.now()) == 2
    assert [*Upload.objects.all()] == [fresh]
    assert (len(stored_chunks()), Draft.objects.filter(pk=old.draft_id).exists()) == (1, True)


def draft_of(size: int, *, minutes_ago: float, **fields: object) -> Draft:
    """With one document that is said to be so large."""
    draft = draft_with()
    Document.objects.filter(draft=draft).update(size=size)
    fields["updated_at"] = timezone.now() - timedelta(minutes=minutes_ago)
    Draft.objects.filter(pk=draft.pk).update(**fields)
    return draft


def left_drafts() -> set[int]:
    return set(Draft.objects.values_list("pk", flat=True))


def test_near_the_reserve_drafts_go_whose_link_nobody_asked_for(settings: Settings) -> None:
    gone = {draft_of(900, minutes_ago=60).pk, draft_of(5, minutes_ago=20_000).pk}
    spared = [
        draft_of(900, minutes_ago=10),
        draft_of(900, minutes_ago=60, data={MAILED_TO: "ayse@example.org"}),
        draft_of(900, minutes_ago=60, link_sent_at=timezone.now() - timedelta(hours=1)),
    ]
    sending = draft_of(900, minutes_ago=60)
    about = AnnouncedFile(DocumentKind.OTHER, "Zeugnis.pdf", 900)
    start_upload(draft=sending, announced=about, now=timezone.now())
    assert make_room(timezone.now()) == 0
    settings.DISK_RESERVE = 1 << 60
    assert make_room(timezone.now()) == len(gone)
    assert left_drafts() == {draft.pk for draft in [*spared, sending]}
    assert len(stored_files()) == len(spared) + 1


def test_of_all_drafts_together_the_largest_and_oldest_go_beyond_their_limit(
    settings: Settings,
) -> None:
    drafts = [draft_of(size, minutes_ago=ago) for size, ago in ((10, 60), (20, 60), (20, 90))]
    linked = draft_of(1000, minutes_ago=60, data={MAILED_TO: "ayse@example.org"})
    settings.DRAFTS_MAX_BYTES = 50
    assert make_room(timezone.now()) == 0
    settings.DRAFTS_MAX_BYTES = 40
    assert make_room(timezone.now()) == 1
    assert left_drafts() == {drafts[0].pk, drafts[1].pk, linked.pk}


@pytest.mark.parametrize(
    ("networks", "statuses"),
    [
        (["192.0.2.1"] * 3, [True, True, False]),
        ([f"2001:db8:0:{part}::1" for part in range(9)], [True] * 8 + [False]),
    ],
)
@pytest.mark.usefixtures("narrow")
def test_network_and_those_around_it_have_a_limit_of_a_day(
    networks: list[str], statuses: list[bool]
) -> None:
    """In the narrow case each hour takes one file, a day two of a network and eight of a /56."""
    posting = published()
    sent = []
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for network in networks:
            sent.append(send_whole(posting, PDF, network) == 200)
            clock.shift(timedelta(hours=2))
    assert sent == statuses


def test_unfinished_upload_goes_after_a_day() -> None:
    begun(GRACE / timedelta(hours=1) + 1)
    assert delete_stale_uploads(timezone.now()) == 1
    assert stored_chunks() == []


@pytest.fixture
def full_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three others have their files read."""
    line = CheckLine()
    monkeypatch.setattr(upload_check, "LINE", line)
    with line.place(["a"]), line.place(["b"]), line.place(["c"]):
        yield


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.usefixtures("full_line")
def test_form_whose_file_finds_no_place_is_kept_and_can_be_sent_again(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    posting, client = published(), Client(REMOTE_ADDR="192.0.2.1")
    path = apply_path(posting, language)
    form = filled_form(cv=files.upload(PDF))
    answer = client.post(path, form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    told = {"de": "konnte gerade nicht geprüft werden", "en": "could not be checked just now"}
    assert told[language] in answer.content.decode()
    assert Draft.objects.get().typed_values["name"] == form["name"]
    monkeypatch.setattr(upload_check, "LINE", CheckLine())
    again = client.post(path, filled_form(cv=files.upload(PDF)))
    assert (again.status_code, Document.objects.count()) == (302, 1)


@pytest.mark.usefixtures("full_line")
def test_file_in_chunks_that_finds_no_place_is_kept_and_sent_again_by_the_script(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client(REMOTE_ADDR="192.0.2.1")
    path = announce_path(client, published(), **{"file-size": len(PDF)})
    assert send_chunk(client, path, PDF).status_code == 503
    assert Upload.objects.get().received == len(PDF)
    monkeypatch.setattr(upload_check, "LINE", CheckLine())
    assert send_chunk(client, path, b"", len(PDF)).status_code == 200
    assert (Document.objects.count(), Upload.objects.count()) == (1, 0)
