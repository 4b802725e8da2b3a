import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.database_address import parse_database_url


def refusal(reader, *arguments, **options) -> str:
    with pytest.raises(ImproperlyConfigured) as error:
        reader(*arguments, **options)
    return str(error.value)


def test_text_is_taken_without_the_space_around_it(monkeypatch):
    monkeypatch.setenv("TOWN", " Berlin\n")
    assert env.read_text("TOWN") == "Berlin"


def test_text_that_is_empty_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("TOWN", "")
    assert env.read_text("TOWN", "Bonn") == "Bonn"


def test_text_without_default_is_required(monkeypatch):
    monkeypatch.delenv("TOWN", raising=False)
    assert refusal(env.read_text, "TOWN").startswith("TOWN is not set. ")


def test_secret_is_read(monkeypatch):
    monkeypatch.setenv("KEY", "kV8" * 10 + "-_xyz" * 5)
    assert env.read_secret("KEY") == "kV8" * 10 + "-_xyz" * 5


def test_secret_is_read_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("0123456789" * 5 + "\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.read_secret("KEY") == "0123456789" * 5


def test_secret_in_an_unreadable_file_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "missing"))
    assert "KEY_FILE names a file that cannot be read" in refusal(env.read_secret, "KEY")


def test_empty_file_of_a_secret_is_refused(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert "KEY_FILE names an empty file" in refusal(env.read_secret, "KEY")


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("", "KEY is not set"),
        ("0123456789" * 4, "KEY can be guessed"),
        ("a" * 60, "KEY can be guessed"),
        ("django-insecure-" + "0123456789" * 5, "KEY looks like a placeholder"),
    ],
)
def test_secret_that_is_none_is_refused_without_repeating_it(monkeypatch, value, cause):
    monkeypatch.setenv("KEY", value)
    message = refusal(env.read_secret, "KEY")
    assert message.startswith(cause)
    assert not value or value not in message


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("Yes", True), ("off", False)])
def test_flag_is_read_in_any_case(monkeypatch, value, meant):
    monkeypatch.setenv("SWITCH", value)
    assert env.read_flag("SWITCH") is meant


def test_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("SWITCH", "perhaps")
    assert refusal(env.read_flag, "SWITCH", True).startswith("SWITCH is neither yes nor no. ")


def test_integer_at_its_limit_is_taken(monkeypatch):
    monkeypatch.setenv("PORT", "65535")
    assert env.read_integer("PORT", 8000, maximum=65535) == 65535


@pytest.mark.parametrize("value", ["65536", "-1", "8_000", "1e3", "٣", "eight"])
def test_integer_beyond_its_limits_or_none_at_all_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORT", value)
    message = refusal(env.read_integer, "PORT", 8000, maximum=65535)
    assert message == "PORT is not a whole number from 0 to 65535. Set it to one."


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", "a.example, b.example,")
    assert env.read_words("HOSTS") == ["a.example", "b.example"]


def test_words_without_default_are_required(monkeypatch):
    monkeypatch.setenv("HOSTS", " , ")
    assert refusal(env.read_words, "HOSTS").startswith("HOSTS holds only commas. ")


ENTRY = {"ENGINE": "django.db.backends.postgresql", "NAME": "n", "USER": "", "PASSWORD": ""}


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgresql:///n", {"HOST": "", "PORT": ""}),
        ("postgres://u@[::1]:5433/n", {"USER": "u", "HOST": "::1", "PORT": "5433"}),
        ("postgresql://u:p%40%2Fs@h/n", {"USER": "u", "PASSWORD": "p@/s", "HOST": "h", "PORT": ""}),
        ("postgresql:///n?host=/run/pg&port=1", {"HOST": "/run/pg", "PORT": "1"}),
        ("postgresql://%2Frun%2Fpg/n", {"HOST": "/run/pg", "PORT": ""}),
        ("postgresql://a:1,b:2/n", {"HOST": "a,b", "PORT": "1,2"}),
    ],
)
def test_database_address_becomes_an_entry(url, parts):
    assert parse_database_url(url) == ENTRY | parts | {"OPTIONS": {}}


def test_database_options_are_kept():
    options = parse_database_url("postgresql://h/n?sslmode=require&connect_timeout=5")["OPTIONS"]
    assert options == {"sslmode": "require", "connect_timeout": "5"}


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("", "is no PostgreSQL address"),
        ("sqlite:///db.sqlite3", "is no PostgreSQL address"),
        ("postgresql://h", "names no database"),
        ("postgresql://h/n?colour=red", "cannot be read"),
        ("postgresql://u:geheim%zz@h/n", "cannot be read"),
        ("postgresql://u:geheim/x@h/n", "has a port that is no number"),
    ],
)
def test_database_address_that_is_none_is_refused_without_repeating_it(url, cause):
    message = refusal(parse_database_url, url)
    assert message.startswith(f"DATABASE_URL {cause}")
    assert "geheim" not in message


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("jobs@weiß.example", "jobs@xn--wei-7ka.example"),
        ("Jobs <jobs@Bücher.example>", "Jobs <jobs@xn--bcher-kva.example>"),
        ("jobs@example.org", "jobs@example.org"),
        ("", "post@example.org"),
    ],
)
def test_address_has_the_form_for_mail(monkeypatch, value, address):
    monkeypatch.setenv("FROM", value)
    assert env.read_address("FROM", "post@example.org") == address


def test_address_with_a_domain_that_cannot_be_is_refused(monkeypatch):
    monkeypatch.setenv("FROM", "jobs@☃.example")
    assert refusal(env.read_address, "FROM", "") == (
        "FROM has a domain that cannot exist. Correct what stands after the @."
    )


def test_choice_is_read_in_any_letter_case(monkeypatch):
    monkeypatch.setenv("FORM", "DU")
    assert env.read_choice("FORM", "Sie", ("Sie", "du")) == "du"


def test_choice_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("FORM", "Ihr")
    assert refusal(env.read_choice, "FORM", "Sie", ("Sie", "du")).startswith("FORM is none of ")


@pytest.mark.parametrize("marker", ["(m/w/d)", "(all genders)", "(w/m/x)", "[gn]", "(alle)", "*"])
def test_gender_marker_is_read(monkeypatch, marker):
    monkeypatch.setenv("MARKER", marker)
    assert env.read_gender_marker("MARKER", "(d/w/m)") == marker


@pytest.mark.parametrize("marker", ["<b>", "(m/w/d)\n(x)", "x" * 31, "(d;w)"])
def test_what_is_no_gender_marker_is_refused(monkeypatch, marker):
    monkeypatch.setenv("MARKER", marker)
    assert refusal(env.read_gender_marker, "MARKER", "(d/w/m)").startswith("MARKER is no gender ")


def test_time_zone_is_read(monkeypatch):
    monkeypatch.setenv("ZONE", "Europe/Vienna")
    assert env.read_time_zone("ZONE", "Europe/Berlin") == "Europe/Vienna"


@pytest.mark.parametrize("zone", ["Europe/Bonn", "Berlin", "../passwd", "Europe", "+01:00"])
def test_what_is_no_time_zone_is_refused(monkeypatch, zone):
    monkeypatch.setenv("ZONE", zone)
    assert refusal(env.read_time_zone, "ZONE", "Europe/Berlin").startswith("ZONE is no time zone")


def test_markdown_files_are_read_by_language(monkeypatch, tmp_path):
    (tmp_path / "de.md").write_text("\ufeff# Mehr\n", encoding="utf-8")
    monkeypatch.setenv("MORE_DE", str(tmp_path / "de.md"))
    assert env.read_markdown_files("MORE", ["de", "en"]) == {"de": "# Mehr\n", "en": ""}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read (FileNotFoundError)"),
        (b"", "names an empty file"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"a\0b", "is no text"),
        (b"a" * 11, "of more than"),
    ],
)
def test_wrong_text_file_is_refused_by_name(monkeypatch, tmp_path, content, reason):
    path = tmp_path / "more.md"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("MORE", str(path))
    said = refusal(env.read_text_file, "MORE", maximum=10)
    assert (said.startswith("MORE names a file ") or "empty" in said, reason in said) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        ("", None),
        ("08:00-18:00", (480, 1080)),
        ("00:00 – 24:00", (0, 1440)),
        ("23:58-23:59", (1438, 1439)),
    ],
)
def test_hours_are_read_as_minutes(monkeypatch, value, hours):
    monkeypatch.setenv("HOURS", value)
    assert env.read_hours("HOURS") == hours


@pytest.mark.parametrize(
    "value", ["8-18", "18:00-08:00", "08:00-08:00", "08:00-24:01", "25:00-26:00", "08:60-18:00"]
)
def test_hours_that_are_none_are_refused(monkeypatch, value):
    monkeypatch.setenv("HOURS", value)
    assert refusal(env.read_hours, "HOURS") == (
        "HOURS is no time of day. Set it to hours of one day, such as 08:00-18:00."
    )
