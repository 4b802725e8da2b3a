"""What a production start demands; each case is a process of its own with nothing else in its environment."""

import os
import secrets
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT_KEY = b64encode(bytes(range(32))).decode()
DATABASE = "settings.DATABASES['default']['OPTIONS']"
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(60),
    "DOCUMENT_KEYS": b64encode(secrets.token_bytes(32)).decode(),
    "ALLOWED_HOSTS": "jobs.verein.org",
    "DATABASE_URL": "postgresql://web:pw@db.verein.org/web",
    "CLAMD_ADDRESS": "tcp:scanner.verein.org:3310",
    "PATH": os.environ["PATH"],
}


def manage(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    variables = {**PRODUCTION, **environment}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=ROOT,
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_djangos_checks_in_silence() -> None:
    done = manage("check", "--deploy", "--fail-level", "DEBUG", LOG_LEVEL="ERROR")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize(
    ("environment", "warning"),
    [
        ({"CLAMD_ADDRESS": None}, "config.no_virus_scanner"),
        ({"DOCUMENT_MAX_MIB": "50", "CLAMD_STREAM_MAX_MIB": "25"}, "config.virus_scanner_limit"),
    ],
)
def test_check_before_deployment_tells_of_unchecked_documents(
    environment: dict[str, str | None], warning: str
) -> None:
    done = manage("check", "--deploy", LOG_LEVEL="ERROR", **environment)
    assert (done.returncode, done.stderr.count("?: ("), warning in done.stderr) == (0, 1, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-" + "1a2b3c4d5e" * 5),
        ("DOCUMENT_KEYS", None),
        ("DOCUMENT_KEYS", "short"),
        ("DOCUMENT_KEYS", "A" * 43 + "="),
        ("DOCUMENT_KEYS", b64encode(b"0123456789abcdef").decode()),
        ("DOCUMENT_KEYS", f"{DOCUMENT_KEY}, {DOCUMENT_KEY}"),
        ("DOCUMENT_KEYS_FILE", "missing"),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ",,"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("DEBUG", "1"),
        ("DEBUG", "perhaps"),
        ("ENVIRONMENT", "staging"),
        ("CLAMD_ADDRESS", "scanner.verein.org:3310"),
        ("CLAMD_ADDRESS", "unix:clamd.sock"),
        ("CLAMD_ADDRESS", "tcp:scanner.verein.org"),
        ("METRICS_ADDRESS", "unix:/run/metrics"),
        ("METRICS_ADDRESS", "9464"),
        ("LOG_FORMAT", "xml"),
        ("DATABASE_URL_FILE", "missing"),
        ("DATABASE_PASSWORD_FILE", "missing"),
        ("EMAIL_HOST_PASSWORD_FILE", "missing"),
        ("SECRET_KEY_FALLBACKS_FILE", "missing"),
        ("GENDER_MARKER_DE", "<b>"),
        ("GENDER_MARKER_EN", "<b>"),
        ("ADDRESS_FORM", "Ihr"),
        ("TIME_ZONE", "Europe/Bonn"),
        ("BRAND_LOGO", "missing.svg"),
        ("BRAND_LOGO_DARK", "missing.svg"),
        ("IMPRINT_ADDITIONS_FILE_DE", "missing.md"),
        ("IMPRINT_ADDITIONS_FILE_EN", "missing.md"),
        ("PRIVACY_ADDITIONS_FILE_DE", "missing.md"),
        ("PRIVACY_ADDITIONS_FILE_EN", "missing.md"),
        ("SECRET_KEY_FILE", "missing"),
        ("INVITATION_DAYS", "0"),
    ],
)
def test_unsafe_start_is_refused_and_names_the_variable(name: str, value: str | None) -> None:
    done = manage("check", **{name: value})
    assert done.returncode != 0
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .startswith(f"django.core.exceptions.ImproperlyConfigured: {name}")
    )


def test_refusal_does_not_repeat_the_secret() -> None:
    assert "hunter2" not in manage("check", SECRET_KEY="hunter2").stderr
    assert "hunter2" not in manage("check", DOCUMENT_KEYS="hunter2").stderr


def test_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(PRODUCTION["SECRET_KEY"] + "\n")
    done = manage("check", SECRET_KEY=None, SECRET_KEY_FILE=str(file), LOG_LEVEL="ERROR")
    assert (done.returncode, done.stderr) == (0, "")


def test_document_keys_may_lie_in_a_file_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{DOCUMENT_KEY}\n{PRODUCTION['DOCUMENT_KEYS']}\n")
    environment = {"DOCUMENT_KEYS": None, "DOCUMENT_KEYS_FILE": str(file), "LOG_LEVEL": "ERROR"}
    done = manage("check", **environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_password_may_lie_in_a_file(tmp_path: Path) -> None:
    kept = {
        "DATABASE_PASSWORD": "of the database",
        "EMAIL_HOST_PASSWORD": "of the mail server",
        "SECRET_KEY_FALLBACKS": f"{'a1' * 30}\n{'b2' * 30}",
    }
    for name, secret in kept.items():
        (tmp_path / name).write_text(f"{secret}\n")
    named = {f"{name}_FILE": str(tmp_path / name) for name in kept}
    asked = (
        "settings.DATABASES['default']['PASSWORD']",
        "settings.MAILERS['default']['OPTIONS']['password']",
        "','.join(settings.SECRET_KEY_FALLBACKS)",
    )
    said = values(*asked, DATABASE_URL="postgresql://careers@db.verein.org/careers", **named)
    assert said == ["of the database", "of the mail server", f"{'a1' * 30},{'b2' * 30}"]


def test_address_of_the_database_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "uri").write_text("postgresql://careers:secret@db.verein.org:5432/other\n")
    asked = ("settings.DATABASES['default']['NAME']", "settings.DATABASES['default']['PASSWORD']")
    variables = {"DATABASE_URL": "", "DATABASE_URL_FILE": str(tmp_path / "uri")}
    assert values(*asked, **variables, DATABASE_PASSWORD="another") == ["other", "secret"]


def values(*expressions: str, **environment: str) -> list[str]:
    """What expressions over the settings say in a production start."""
    lines = "; ".join(f"print({expression})" for expression in expressions)
    code = f"from django.conf import settings; {lines}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_production_turns_every_lock_by_default() -> None:
    locks = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"]
    locks += ["SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECOND_FACTOR_REQUIRED"]
    found = dict(zip(locks, values(*(f"settings.{lock}" for lock in locks)), strict=True))
    assert found == dict.fromkeys(locks, "True")


def test_policy_has_no_unsafe_word_and_no_wildcard() -> None:
    from django.conf import settings

    words = {word for values in settings.SECURE_CSP.values() for word in values}
    assert words == {"'self'", "'none'", "data:"}


def test_house_is_described_by_the_environment() -> None:
    described = [
        ("GENDER_MARKER_DE", "(m/w/d)", "settings.GENDER_MARKERS['de']", "(m/w/d)"),
        ("GENDER_MARKER_EN", "(all genders)", "settings.GENDER_MARKERS['en']", "(all genders)"),
        ("ADDRESS_FORM", "du", "settings.ADDRESS_FORMS", "{'de': 'du'}"),
        ("TIME_ZONE", "Europe/Vienna", "settings.TIME_ZONE", "Europe/Vienna"),
        ("BRAND_LOGO", "img/icons.svg", "settings.BRAND_LOGO[-4:]", ".svg"),
        ("BRAND_LOGO_DARK", "img/mark.svg", "settings.BRAND_LOGO_DARK[-4:]", ".svg"),
        ("IMPRINT_ADDITIONS_FILE_DE", "README.md", "settings.PAGE_ADDITIONS['imprint']['de'][:1]", "#"),
        ("PRIVACY_ADDITIONS_FILE_EN", "README.md", "settings.PAGE_ADDITIONS['privacy']['en'][:1]", "#"),
    ]  # fmt: skip
    environment = {name: given for name, given, _, _ in described}
    found = values(*(expression for _, _, expression, _ in described), **environment)
    assert found == [said for *_, said in described]


def test_house_without_a_form_of_address_leaves_it_open() -> None:
    assert values("settings.ADDRESS_FORMS", ADDRESS_FORM="either") == ["{}"]


def test_small_reads_are_prepared_unless_the_environment_says_no() -> None:
    assert values(f"{DATABASE}['prepare_threshold']", DATABASE_POOL_SIZE="3") == ["5"]
    assert values(f"'prepare_threshold' in {DATABASE}", DATABASE_PREPARES="no") == ["False"]


def test_folder_of_documents_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "documents"
    file.write_text("a file where the folder should be")
    done = manage("check", DOCUMENTS_ROOT=str(file))
    assert done.returncode != 0
    assert "Files cannot be written to DOCUMENTS_ROOT (FileExistsError)." in done.stderr


def test_folder_of_documents_is_made_where_it_can_be(tmp_path: Path) -> None:
    assert manage("check", DOCUMENTS_ROOT=str(tmp_path / "documents")).returncode == 0


def test_cookies_of_a_secure_site_belong_to_this_host_alone() -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "HOST_COOKIE"]
    expressions = [f"settings.{name}" for name in names]
    secure, plain = values(*expressions), values(*expressions, HTTPS="no")
    assert [name.startswith("__Host-") for name in secure] == [True] * len(names)
    assert [name.startswith("__") for name in plain] == [False] * len(names)


def test_messages_wait_in_a_cookie_of_this_host() -> None:
    code = (
        "__import__('config.message_storage', fromlist=['HostCookieStorage'])"
        ".HostCookieStorage(None).cookie_name"
    )
    assert [*values(code), *values(code, HTTPS="no")] == ["__Host-messages", "messages"]
