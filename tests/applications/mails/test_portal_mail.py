"""Headers of mails, read by a strict reader of RFC 2047."""

import base64
import email
import email.policy
import itertools
import quopri
import re

import pytest
from django.utils.translation import override
from pytest_django import Settings

from applications.mails.portal_mail import PortalMail, build_registry

ENCODED = re.compile(r"=\?utf-8\?([qb])\?([^? ]+)\?=")
ROLES = """Ökologe Prüferin Bürokauffrau Sachbearbeiter Geschäftsführung Softwareentwicklerin Küchenhilfe
 Straßenwärter Größenprüfer Pädagoge""".split()
LEVELS = ("Leitende", "Wissenschaftliche/r", "Stellvertretende", "Duale", "Studentische")
FIELDS = (
    "für Öffentlichkeitsarbeit",
    "im Außendienst",
    "für Künstliche Intelligenz – Prüfverfahren",
    "mit Schwerpunkt Gebäude & Anlagen",
    "für Übergänge, Maßstäbe und Qualität",
    "“Zukunft” Köln",
    "in Teilzeit (50 %)",
    "Süd/Nord",
)
MARKERS = ("(d/w/m)", "(m/w/d)", "*in", ":in", "")
SUBJECTS = (
    "Ihre Bewerbung ABCD-1234-EF: {}",
    "Your application ABCD-1234-EF: {}",
    "Noch nicht abgeschickt: {}",
    "Not sent yet: {}",
    "Your draft: {}",
)
TITLES = [" ".join(parts).strip() for parts in itertools.product(LEVELS, ROLES, FIELDS, MARKERS)]


def read_strictly(raw: str, *, in_phrase: bool = False) -> str:
    """The text of a header as RFC 2047 has it; fails at what the RFC does not allow."""
    assert raw.endswith("\r\n")
    lines = raw.removesuffix("\r\n").split("\r\n")
    assert all(line.startswith(" ") and line.strip() for line in lines[1:])
    assert all(len(line) <= 76 for line in lines if "=?" in line)
    tokens = " ".join(line.strip() for line in lines).partition(" ")[2].split(" ")
    text, was_encoded = "", True
    for token in tokens:
        found = ENCODED.fullmatch(token)
        assert found or "=?" not in token, f"not apart from its neighbours: {token}"
        word = decode_word(*found.groups(), in_phrase=in_phrase) if found else token
        text += word if (found and was_encoded) or not text else f" {word}"
        was_encoded = bool(found)
        assert len(token) <= 75 or not found
    return text


def decode_word(encoding: str, body: str, *, in_phrase: bool) -> str:
    if encoding == "b":
        return base64.b64decode(body, validate=True).decode()
    assert re.fullmatch(r"(?:[A-Za-z0-9!*+/_-]|=[0-9A-F]{2})+", body) or not in_phrase
    return quopri.decodestring(body, header=True).decode()


def header(name: str, mail: PortalMail) -> str:
    raw = mail.message(policy=email.policy.SMTP).as_bytes().decode("ascii")
    found = re.search(rf"^{name}: .*\r\n(?:[ \t].*\r\n)*", raw, re.MULTILINE)
    assert found
    return found[0]


def mail_with(subject: str = "x", **fields: object) -> PortalMail:
    return PortalMail(subject=subject, body="", to=["a@example.org"], **fields)


@pytest.mark.parametrize(
    ("step", "count"),
    [
        (10, 200),
        pytest.param(
            1,
            2000,
            marks=pytest.mark.nightly(
                "tests/applications/mails/test_portal_mail.py"
                "::test_usual_german_titles_fold_as_the_rfc_has_it_and_read_the_same"
            ),
        ),
    ],
)
def test_usual_german_titles_fold_as_the_rfc_has_it_and_read_the_same(
    step: int, count: int
) -> None:
    titles = TITLES[::step]
    assert len(titles) == count
    for title in titles:
        for subject in SUBJECTS:
            words = subject.format(title)
            assert read_strictly(fold_subject(words)) == words


def fold_subject(words: str) -> str:
    message = email.message.EmailMessage(policy=POLICY)
    message["Subject"] = words
    return str(message["Subject"].fold(policy=POLICY))


POLICY = email.policy.SMTP.clone(header_factory=build_registry())


@pytest.mark.parametrize(
    "subject",
    [
        "Kurz",
        "ü" * 200,
        "a" * 200,
        "👩‍💻 Entwicklerin",
        "Plain words " * 12 + "end",
        "für Künstliche",
    ],
)
def test_unusual_subjects_read_the_same_for_python_too(subject: str) -> None:
    raw = header("Subject", mail_with(subject))
    assert read_strictly(raw) == subject
    assert email.message_from_string(raw, policy=email.policy.default)["Subject"] == subject


@pytest.mark.parametrize(
    "name",
    [
        "Zentrum für Übergroße Forschung und Öffentlichkeit der Länder Köln und Düsseldorf",
        "Verein Musterwolke e. V.",
        'Müller & Söhne "Bau"',
        "Plain Name",
        'Jobs, "Team" (Nord)',
    ],
)
def test_display_names_read_the_same(name: str) -> None:
    address = email.headerregistry.Address(name, addr_spec="jobs@example.org")
    raw = header("From", mail_with(from_email=str(address)))
    if "=?" in raw:  # Python's own reader puts a blank between encoded words of a name
        assert read_strictly(raw, in_phrase=True) == f"{name} <jobs@example.org>"
        return
    parsed = email.message_from_string(raw, policy=email.policy.default)["From"].addresses[0]
    assert (parsed.display_name, parsed.addr_spec) == (name, "jobs@example.org")


def test_several_addresses_stay_apart() -> None:
    mail = mail_with(reply_to=["Jörg Übel <a@example.org>", "b@example.org"])
    raw = header("Reply-To", mail)
    parsed = email.message_from_string(raw, policy=email.policy.default)["Reply-To"].addresses
    assert [(one.display_name, one.addr_spec) for one in parsed] == [
        ("Jörg Übel", "a@example.org"),
        ("", "b@example.org"),
    ]


def test_mail_is_marked_so_that_no_program_answers(settings: Settings) -> None:
    settings.EMAIL_DOMAIN = "jobs.example.org"
    message = mail_with().message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"].endswith("@jobs.example.org>")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Verein Musterwolke e. V. (Bewerbung)"),
        ("en", "Verein Musterwolke e. V. (application)"),
    ],
)
def test_mail_comes_from_the_employer(language: str, expected: str) -> None:
    with override(language):
        raw = header("From", mail_with())
    parsed = email.message_from_string(raw, policy=email.policy.default)["From"].addresses[0]
    assert (parsed.display_name, parsed.addr_spec) == (expected, "bewerbung@example.org")


def test_name_of_the_configuration_stays(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Jobs <jobs@example.org>"
    assert header("From", mail_with()) == "From: Jobs <jobs@example.org>\r\n"


def test_name_with_signs_of_the_header_is_quoted(settings: Settings) -> None:
    settings.ORGANISATION = settings.ORGANISATION | {"name": 'A "B", C <c@example.net>'}
    [found] = parse_from(header("From", mail_with()))
    assert found.display_name.startswith('A "B", C <c@example.net> (')
    assert found.addr_spec.startswith("bewerbung@")


def parse_from(raw: str) -> tuple[email.headerregistry.Address, ...]:
    found: tuple[email.headerregistry.Address, ...] = email.message_from_string(
        raw, policy=email.policy.default
    )["From"].addresses
    return found
