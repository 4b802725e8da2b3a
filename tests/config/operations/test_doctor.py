"""`doctor` against set-ups that are really wrong, each beside one that is right."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from config.backup.models import BackupRun
from config.operations.doctor import database
from tests.clamd import Clamd
from tests.config.operations.certificates import write_certificate
from tests.config.test_settings import manage
from tests.smtp import SmtpServer
from tests.web_server import find_free_port

pytestmark = pytest.mark.django_db


def examine(*names: str, **options: object) -> tuple[str, bool]:
    """What it says, without colours, and whether it ended well."""
    out = StringIO()
    try:
        call_command("doctor", only=[*names], stdout=out, no_color=True, **options)
    except CommandError:
        return out.getvalue(), False
    return out.getvalue(), True


@pytest.fixture
def _production(settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://jobs.example.org", ["jobs.example.org"]
    settings.HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1


@pytest.mark.usefixtures("_production")
def test_mail_server_that_takes_mails_is_fine(smtp_server: SmtpServer) -> None:
    said, is_well = examine("mail")
    assert is_well
    assert "takes mails from bewerbung@example.org" in said
    assert "dig TXT _dmarc.example.org" in said
    assert smtp_server.mails == []


@pytest.mark.parametrize(
    ("options", "sentence", "remedy"),
    [
        ({"port": None}, "nobody listens there", "EMAIL_PORT"),
        ({"host": "mail.invalid"}, "there is no such name", "EMAIL_HOST"),
        ({"use_tls": True}, "does not offer what the settings want", "EMAIL_USE_TLS"),
        ({"use_ssl": True}, "TLS does not come about", "587"),
        ({"username": "kim", "password": "secret"}, "does not offer", "EMAIL_HOST_USER"),
    ],
)
def test_mail_server_that_cannot_be_used_is_named_with_the_remedy(
    smtp_server: SmtpServer,
    settings: Settings,
    options: dict[str, object],
    sentence: str,
    remedy: str,
) -> None:
    changed = {
        name: find_free_port() if value is None else value for name, value in options.items()
    }
    mailer = settings.MAILERS["default"]
    settings.MAILERS = {"default": mailer | {"OPTIONS": mailer["OPTIONS"] | changed}}
    said, is_well = examine("mail")
    assert (is_well, sentence in said, remedy in said) == (False, True, True), said
    assert "secret" not in said


def test_mail_server_that_refuses_our_address_is_named(smtp_server: SmtpServer) -> None:
    smtp_server.refuses_senders = True
    said, is_well = examine("mail")
    assert (is_well, "550 5.7.1 Not from here" in said, "EMAIL_FROM" in said) == (False, True, True)


@contextmanager
def as_role(name: str, rights: str) -> Iterator[None]:
    """The connection of the test becomes that of a role with these rights."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} {rights}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"SET LOCAL ROLE {name}")
        yield
        cursor.execute("RESET ROLE")


def test_role_that_is_a_superuser_is_named() -> None:
    said, is_well = examine("database")
    assert (is_well, "is a superuser" in said, "NOSUPERUSER" in said) == (False, True, True)


def test_role_that_may_create_roles_is_named_but_no_error() -> None:
    with as_role("creative", "CREATEROLE"):
        said, is_well = examine("database")
    assert (is_well, "creative may create databases or roles" in said) == (True, True)


def test_role_without_rights_is_fine() -> None:
    with as_role("modest", ""):
        said, is_well = examine("database")
    assert (is_well, "The role modest has no rights that" in said) == (True, True)
    assert "log_error_verbosity=terse" in said


def test_extension_that_is_missing_is_named() -> None:
    said = [
        found.sentence for found in database.examine_server(180_000, "UTF8", has_trigrams=False)
    ]
    assert said == ["The extension pg_trgm is missing."]
    old = [
        found.sentence for found in database.examine_server(150_004, "LATIN1", has_trigrams=True)
    ]
    assert old == ["PostgreSQL 15 is too old.", "The database is in LATIN1."]


def test_clock_that_is_wrong_is_named() -> None:
    late = timezone.now() - timedelta(minutes=2)
    assert next(iter(database.examine_clock(late))).level == "error"
    assert [found.level for found in database.examine_clock(timezone.now())] == ["ok"]


def test_database_that_does_not_answer_is_named() -> None:
    url = f"postgresql://careers:secret@127.0.0.1:{find_free_port()}/careers"
    done = manage("doctor", "--only=worker", "--only=keys", DATABASE_URL=url, LOG_LEVEL="ERROR")
    assert done.returncode == 1
    assert done.stderr.endswith("CommandError: 2 things are wrong.\n")
    assert done.stdout.count("The database at 127.0.0.1 does not answer") == 2
    assert "secret" not in done.stdout


def test_folder_of_documents_that_is_a_file_is_named(settings: Settings, tmp_path: Path) -> None:
    assert examine("documents")[1]
    settings.DOCUMENTS_ROOT = tmp_path / "file"
    settings.DOCUMENTS_ROOT.write_text("")
    said, is_well = examine("documents")
    assert (is_well, "Nothing can be written" in said, "10001" in said) == (False, True, True)


def test_disk_without_room_is_named(settings: Settings) -> None:
    settings.DISK_RESERVE = 2**60
    said, is_well = examine("documents")
    assert (is_well, "less than DISK_RESERVE_MIB" in said) == (False, True)


def test_scanner_is_looked_at(clamd: Clamd, settings: Settings) -> None:
    assert examine("scanner") == (
        "ok      scanner     The virus scanner answers, and its signatures are fresh.\n",
        True,
    )
    settings.CLAMD_SIGNATURE_DAYS = -2
    assert "signatures are older" in examine("scanner")[0]
    settings.CLAMD_ADDRESS = f"tcp:127.0.0.1:{find_free_port()}"
    assert not examine("scanner")[1]
    settings.CLAMD_ADDRESS = ""
    said, is_well = examine("scanner")
    assert (is_well, "handed out unchecked" in said) == (True, True)


def test_worker_that_is_away_is_named() -> None:
    said, is_well = examine("worker")
    assert (is_well, "No worker was seen" in said) == (False, True)


def test_backup_that_is_overdue_is_named(settings: Settings) -> None:
    now = timezone.now()
    assert "makes no backups; none is known" in examine("backup")[0]
    settings.BACKUP_TARGET = "/somewhere"
    run = BackupRun.objects.create(kind="backup", began_at=now - timedelta(hours=3), ended_at=now)
    assert examine("backup") == (
        "ok      backup      Backups are made; the last good one is 3 h old.\n",
        True,
    )
    BackupRun.objects.filter(pk=run.pk).update(began_at=now - timedelta(days=4))
    said, is_well = examine("backup")
    assert (is_well, "overdue; the last good one is 96 h old" in said) == (False, True)


def test_keys_are_told_by_their_names(settings: Settings) -> None:
    assert examine("keys") == (
        "ok      keys        Master key 1 is test, and has 0 data keys under it.\n",
        True,
    )


@pytest.mark.usefixtures("_production")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ALLOWED_HOSTS": ["other.example.org"]}, "every link in mails is answered 400"),
        ({"SITE_URL": "http://jobs.example.org"}, "begins with http, and HTTPS is on"),
    ],
)
def test_name_that_does_not_fit_is_named(
    settings: Settings, changes: dict[str, object], sentence: str
) -> None:
    assert examine("names")[1]
    for name, value in changes.items():
        setattr(settings, name, value)
    said, is_well = examine("names")
    assert (is_well, sentence in said) == (False, True)


@pytest.mark.usefixtures("_production")
def test_proxies_that_are_not_counted_are_named(settings: Settings) -> None:
    assert examine("proxies")[1]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    said, is_well = examine("proxies")
    assert (is_well, "all visitors share one address" in said) == (False, True)


@pytest.mark.usefixtures("_production")
@pytest.mark.parametrize(
    ("days", "name", "is_well", "sentence"),
    [
        (80, "jobs.example.org", True, "holds until"),
        (80, "*.example.org", True, "holds until"),
        (10, "jobs.example.org", True, "See why it is not renewed by itself"),
        (2, "jobs.example.org", False, "ends within three days"),
        (-1, "jobs.example.org", False, "has ended"),
        (80, "www.example.org", False, "is not for jobs.example.org"),
    ],
)
def test_certificate_is_looked_at(
    tmp_path: Path, days: int, name: str, is_well: bool, sentence: str
) -> None:
    path, _key = write_certificate(tmp_path, name=name, days=days)
    said, ended_well = examine("names", certificate=path)
    assert (ended_well, sentence in said) == (is_well, True), said


def test_certificate_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("no certificate")
    assert "holds no certificate" in examine("keys", certificate=tmp_path / "a.pem")[0]


@contextmanager
def running_tls(folder: Path) -> Iterator[int]:
    path, key = write_certificate(folder, name="localhost", days=80)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer_once, args=[server, context], daemon=True).start()
        yield server.getsockname()[1]


def answer_once(server: socket.socket, context: ssl.SSLContext) -> None:
    try:
        with context.wrap_socket(server.accept()[0], server_side=True) as secure:
            secure.recv(1)
    except OSError:
        return


def test_certificate_that_browsers_refuse_is_named(settings: Settings, tmp_path: Path) -> None:
    with running_tls(tmp_path) as port:
        settings.SITE_URL = f"https://localhost:{port}"
        said, is_well = examine("keys", connect=True)
    assert (is_well, "Browsers refuse the certificate of localhost" in said) == (False, True)


def test_certificate_that_is_trusted_is_fine(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_tls(tmp_path) as port:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.SITE_URL = f"https://localhost:{port}"
        said, is_well = examine("keys", connect=True)
    assert (is_well, "The certificate of localhost holds until" in said) == (True, True), said


def test_site_that_cannot_be_reached_is_named(settings: Settings) -> None:
    settings.SITE_URL = f"https://localhost:{find_free_port()}"
    said, is_well = examine("keys", connect=True)
    assert (is_well, "cannot be reached" in said) == (False, True)
