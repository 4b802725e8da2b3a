"""Migrations stay while the code changes: they import none of it, and the release before comes as far as a fresh start."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from applications.models import Application
from careers.models import Posting, SearchEntry, SearchWord, plain_fields
from tests.careers.factories import published

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
OURS = {"applications", "careers", "config", "demo", "tests"}
MIGRATIONS = sorted(path for room in OURS for path in ROOT.glob(f"{room}/**/migrations/*.py"))
RELEASE = ROOT / "tests/upgrades/0.1.0.sql"
# One sorted list of lines says all of a schema, but for the order of columns, which upgrades cannot keep.
SCHEMA = """
WITH own AS (
    SELECT oid, relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace
)
SELECT concat_ws(' ', relkind, relname) FROM own WHERE relkind IN ('r', 'v', 'm', 'S', 'c')
UNION ALL SELECT concat_ws(' ', relname, attname, format_type(atttypid, atttypmod), attnotnull,
        attidentity, attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid))
    FROM pg_attribute JOIN own ON own.oid = attrelid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('i', 'S')
UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN own ON own.oid = tgrelid
    WHERE NOT tgisinternal
UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
UNION ALL SELECT concat_ws(' ', enumtypid::regtype, rank() OVER (PARTITION BY enumtypid ORDER BY enumsortorder),
        enumlabel) FROM pg_enum
UNION ALL SELECT 'extension ' || extname FROM pg_extension
"""


def taken_from(source: str) -> set[str]:
    """Return which of our packages a migration takes something from."""
    names = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level or node.module or "")
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return {name for name in names if name.split(".")[0] in OURS | {""}}


def test_migrations_import_nothing_of_the_apps() -> None:
    taken = {str(path.relative_to(ROOT)): taken_from(path.read_text()) for path in MIGRATIONS}
    assert {name: found for name, found in taken.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import careers.models.posting", {"careers.models.posting"}),
        ("def fill(apps, editor):\n    from careers.text import folded", {"careers.text"}),
        ("from .. import references", {".."}),
        ("default = applications.references.new_reference", {"applications"}),
        ("from django.db import models\nto = 'careers.posting'", set()),
    ],
)
def test_import_of_the_apps_is_seen(source: str, found: set[str]) -> None:
    assert taken_from(source) == found


@pytest.mark.parametrize("name", ["CharField", "EmailField", "PositiveIntegerField", "TextField"])
def test_default_and_validators_stay_out_of_migrations(name: str) -> None:
    options = {"help_text": "Short.", "unique": True}
    ours = getattr(plain_fields, name)(default=taken_from, validators=[taken_from], **options)
    assert ours.deconstruct() == getattr(models, name)(**options).deconstruct()
    assert (taken_from in ours.validators, ours.default) == (True, taken_from)


class Upgraded(NamedTuple):
    """What stands in the database of the release before, after its upgrade."""

    schema: list[str]
    titles: list[str]
    heading: str
    application: tuple[str, str]
    hits: int
    indexed: dict[str, str]
    words: set[str]


def schema() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return sorted(without_casts_of_a_dump(line) for (line,) in cursor.fetchall())


def without_casts_of_a_dump(line: str) -> str:
    """Undo what a dump makes of lists: (ARRAY['a'::varchar])::text[] becomes ARRAY[('a'::varchar)::text]."""
    line = re.sub(r"\(('[^']*'::character varying)\)::text", r"\1", line)
    return re.sub(r"\((ARRAY\[[^]]*\])\)::text\[\]", r"\1", line)


def load_release(name: str) -> None:
    """Make a database of that name with what the release left, and connect to it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    connection.close()
    connection.settings_dict["NAME"] = name
    with connection.cursor() as cursor:
        cursor.execute(RELEASE.read_text())
    connection.close()  # the dump changes settings of its session


def hits(words: str) -> int:
    """Return how many ads the public list shows for these words."""
    with translation.override("de"):
        page = Client().get(reverse("careers:posting_list"), {"q": words})
    return page.content.count(b'<li class="posting">')


def look_around() -> Upgraded:
    application = Application.objects.get()
    text = application.edition.texts.get(language="de")
    return Upgraded(
        schema=schema(),
        titles=[posting.title_de for posting in Posting.objects.order_by("pk")],
        heading=text.sections[0]["heading"],
        application=(application.name, application.documents.get().name),
        hits=hits("Technikerin"),
        indexed=dict(SearchEntry.objects.values_list("language", "words")),
        words=set(SearchWord.objects.values_list("word", flat=True)),
    )


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Upgraded:
    """Upgrade a database of the release before; the tests' own is connected again afterwards."""
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        try:
            load_release(f"{own}_release")
            call_command("migrate", interactive=False, verbosity=0)
            return look_around()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own
            ContentType.objects.clear_cache()


def test_upgrade_leads_to_the_schema_of_a_fresh_start(upgraded: Upgraded) -> None:
    assert upgraded.schema == schema()


def test_schema_says_what_the_database_enforces() -> None:
    """Enforced by a column, a constraint, an index, a trigger and a function."""
    lines = "\n".join(schema())
    parts = ("careers_posting public_id integer t", "edition_of_posting", "search_entry_parts")
    parts += ("edition_never_changes BEFORE UPDATE", "FUNCTION public.procrastinate_defer_jobs_v1")
    assert [part for part in parts if part not in lines] == []


def test_upgrade_keeps_postings(upgraded: Upgraded) -> None:
    assert upgraded.titles == ["Technikerin für Betrieb", "Entwurf"]


def test_upgrade_keeps_editions(upgraded: Upgraded) -> None:
    assert upgraded.heading == "Ihre Aufgaben"


def test_upgrade_keeps_applications_and_documents(upgraded: Upgraded) -> None:
    assert upgraded.application == ("Ayşe Öztürk", "Lebenslauf Öztürk.pdf")


def test_search_works_after_the_upgrade(upgraded: Upgraded) -> None:
    assert upgraded.hits == 1


def indexed_rows() -> list[tuple[int, str]]:
    return list(SearchEntry.objects.order_by("edition", "language").values_list("pk", "language"))


def test_migrate_fills_an_empty_search() -> None:
    """As after an upgrade from before search existed, whose editions do not say whether they are speculative."""
    published()
    SearchEntry.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert [language for _, language in indexed_rows()] == ["de", "en"]


def test_migrate_adds_a_language_that_searches_lack() -> None:
    published()
    SearchEntry.objects.filter(language="en").delete()
    call_command("migrate", verbosity=0)
    assert [language for _, language in indexed_rows()] == ["de", "en"]


def test_migrate_leaves_a_complete_search_alone() -> None:
    published()
    published(is_speculative=True)
    before = indexed_rows()
    call_command("migrate", verbosity=0)
    assert indexed_rows() == before


def test_upgrade_takes_stop_words_out_of_the_search(upgraded: Upgraded) -> None:
    """The release kept them as words like others."""
    assert " technikerin fuer betrieb " in RELEASE.read_text()
    assert " technikerin betrieb " in upgraded.indexed["de"]
    assert " operations technician " in upgraded.indexed["en"]
    assert {"betrieb", "operations"} <= upgraded.words
    assert upgraded.words & {"fuer", "ihre", "your"} == set()


@pytest.mark.parametrize("option", ["plan", "check_unapplied"])
def test_migrate_that_only_looks_writes_nothing(option: str) -> None:
    published()
    SearchEntry.objects.all().delete()
    call_command("migrate", verbosity=0, **{option: True})
    assert indexed_rows() == []
