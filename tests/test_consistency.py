"""What holds over the whole project: sizes, migrations, templates, translations, addresses (see docs/architecture.md)."""

import ast
import re
import statistics
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import crispy_forms
import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

ROOT = Path(settings.BASE_DIR)
ROOMS = ("config", "careers", "applications", "hiring")
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.match_case)
IGNORE = re.compile(r"#\s*(noqa|type:\s*ignore)\b(?P<rest>.*)")
REASONED = re.compile(r"(:\s*[A-Z]+\d+(, ?[A-Z]+\d+)*|\[[a-z-]+(, ?[a-z-]+)*\])\s+(#|-|–)\s*\w+")
FOREIGN = re.compile(r"""(?:src|action)=["']?(?:https?:)?//|@import|url\(["']?(?:https?:)?//""")
BY_NUMBER = re.compile(r"\d{3}(_\w+)?\.html")

# Words that end like a participle and are none.
NO_PARTICIPLES = {"feed"}
IRREGULAR_PARTICIPLES = frozenset(
    """begun bound bought broken brought built caught chosen done drawn driven fed found given gone
    gotten grown heard held hidden kept known laid led left lent lost made meant met paid put said
    seen sent shown sold sought spelt spent spoken taken taught thought thrown told won written""".split()
)
# Names that a framework, or the list of target rooms, gives to several modules.
GIVEN_NAMES = {
    "__init__",
    "apps",
    "models",
    "tasks",
    "urls",
    "enums",
    "formats",
    "dates",
    "translation",
}
SIDES = {"hiring": "applications"}  # the staff's side and the candidate's side of one thing
LAYERS_OF_A_SUBJECT = {"models", "forms", "admin", "views", "services", "mails"}
ROOMS_OF_A_RULE = (
    {"careers/checks/rules", "careers/checks/words"},
    {"careers/checks/rules", "careers/importing/facts"},
)
TWINS = {
    "comparison": "what editions compare, and the page of the admin that shows it",
    "data_export": "the file that applicants are given, and the page that asks for it",
    "document": "a file of an applicant, and a PDF page",
    "email_addresses": "the rules of an address, and the template filters for it",
    "findings": "what a check finds, and how the editor lists it",
    "history": "what happened to a posting, and the page of the admin that shows it",
    "locking": "locks on applications, and those on postings and text blocks",
    "mails": "the mails of job alerts, and those of staff accounts",
    "messages": "the service, and what the demo does with it",
    "moments": "a form field for a date and time, and the template filters for one",
    "numbers": "the check of numbers, and a form field for one",
    "pasted_text": "reading what was pasted, and mending it in what is stored",
    "questions": "questions of a posting in each layer of both apps, and what may be asked",
}


class Function(NamedTuple):
    name: str
    lines: int
    branches: int
    arguments: int


def sources(*rooms: str) -> list[Path]:
    return [
        path
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def functions() -> Iterator[Function]:
    for path in sources(*ROOMS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                named = f"{path.relative_to(ROOT)}:{node.name}"
                lines = (node.end_lineno or 0) - node.lineno + 1
                yield Function(named, lines, branches_of(node), arguments_of(node))


def is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def is_bare_participle(name: str) -> bool:
    word = name.strip("_")
    is_one = word.endswith("ed") or word in IRREGULAR_PARTICIPLES
    return is_one and "_" not in word and word not in NO_PARTICIPLES


def functions_named_by_a_participle(*rooms: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources(*rooms)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_bare_participle(node.name) and not is_property(node)
    ]


def twins() -> dict[str, list[str]]:
    """Base names of several modules, with their folders."""
    folders = defaultdict[str, list[str]](list)
    for path in sources(*ROOMS):
        if "management" not in path.parts and path.stem not in GIVEN_NAMES:
            folders[path.stem].append(path.parent.relative_to(ROOT).as_posix())
    return {name: found for name, found in folders.items() if len(found) > 1}


def are_of_one_subject(folders: list[str]) -> bool:
    """Whether the modules are layers of one subject, or belong to one rule."""
    apps, layers = zip(*((f"{folder}/".split("/")[:2]) for folder in folders), strict=True)
    is_one = len({SIDES.get(app, app) for app in apps}) == 1
    is_layered = is_one and len(set(layers)) == len(layers)
    return set(folders) in ROOMS_OF_A_RULE or (
        is_layered and LAYERS_OF_A_SUBJECT.issuperset(layers)
    )


def branches_of(node: ast.AST) -> int:
    return sum(isinstance(part, BRANCHES) for part in ast.walk(node))


def arguments_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in given)


def longer(paths: list[Path], limit: int) -> dict[str, int]:
    """Return files that do not stay under the limit, in lines."""
    counted = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    return {name: lines for name, lines in counted.items() if lines >= limit}


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*"))


def name_of(template: Path) -> str:
    return template.relative_to(ROOT / "templates").as_posix()


def is_partial(template: Path) -> bool:
    return template.name.startswith("_")


def test_functions_are_short() -> None:
    lengths = sorted(function.lines for function in functions())
    assert statistics.median(lengths) <= 6
    assert lengths[len(lengths) * 95 // 100] <= 30


def test_no_function_is_too_long() -> None:
    assert [function for function in functions() if function.lines > 45] == []


def test_no_function_branches_too_often() -> None:
    assert [function for function in functions() if function.branches > 8] == []


def test_no_function_takes_too_many_arguments() -> None:
    assert [function for function in functions() if function.arguments > 5] == []


def test_no_function_is_named_by_a_bare_participle() -> None:
    assert functions_named_by_a_participle(*ROOMS) == []


@pytest.mark.parametrize(
    ("name", "is_bad"),
    [("_taken", True), ("checked", True), ("feed", False), ("checked_upload", False)],
)
def test_bare_participles_are_distinguished_from_other_names(name: str, is_bad: bool) -> None:
    assert is_bare_participle(name) == is_bad


def test_modules_share_a_name_only_within_one_subject() -> None:
    apart = {name for name, folders in twins().items() if not are_of_one_subject(folders)}
    assert apart == set(TWINS)


def test_source_files_are_short() -> None:
    assert longer(sources(*ROOMS), 300) == {}


def test_test_files_are_short() -> None:
    assert longer(sources("tests"), 400) == {}


def test_page_templates_are_short() -> None:
    assert longer([path for path in templates() if not is_partial(path)], 80) == {}


def test_partial_templates_are_short() -> None:
    assert longer([path for path in templates() if is_partial(path)], 25) == {}


def test_exceptions_from_the_rules_are_few_and_give_a_code_and_a_reason() -> None:
    found = [
        match["rest"]
        for path in sources(*ROOMS, "tests")
        for line in path.read_text().splitlines()
        if path != Path(__file__) and (match := IGNORE.search(line))
    ]
    assert len(found) <= 10, found
    assert [rest for rest in found if not REASONED.match(rest)] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", [name_of(path) for path in templates() if path.suffix != ".py"])
def test_template_compiles(name: str) -> None:
    assert get_template(name).template.name == name


def is_found_by_name(name: str) -> bool:
    """Tell whether Django or an app looks for the name: error pages, overrides, the admin's pages of a model."""
    general = re.sub(r"^admin/\w+/(\w+/)?", "admin/", name)
    folders = get_app_template_dirs("templates")
    return bool(BY_NUMBER.fullmatch(name)) or any(
        (folder / wanted).exists() for folder in folders for wanted in (name, general)
    )


def test_every_template_is_used() -> None:
    crispy = Path(crispy_forms.__file__).parent.rglob("*.py")  # names the parts of a pack
    texts = [path.read_text() for path in [*sources(*ROOMS), *templates(), *crispy]]
    names = [name_of(path) for path in templates() if not is_found_by_name(name_of(path))]
    looked_for = [name.removeprefix(f"{settings.CRISPY_TEMPLATE_PACK}/") for name in names]
    assert [name for name in looked_for if not any(name in text for text in texts)] == []


def test_no_template_or_style_sheet_asks_another_site() -> None:
    files = [*templates(), *(ROOT / "static").rglob("*.css"), *(ROOT / "static").rglob("*.js")]
    assert [str(path) for path in files if FOREIGN.search(path.read_text())] == []


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "en"])
def test_catalogue_is_complete(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    missing = [entry.msgid for entry in catalogue.untranslated_entries()]
    unsure = [entry.msgid for entry in catalogue.fuzzy_entries()]
    left = [entry.msgid for entry in catalogue.obsolete_entries()]
    assert (missing, unsure, left) == ([], [], [])


@pytest.mark.parametrize("language", ["de", "en"])
def test_guide_of_hr_names_buttons_as_they_are_called(language: str) -> None:
    """What stands in bold there is read on a page, word for word."""
    catalogue = polib.pofile(str(ROOT / "locale/de/LC_MESSAGES/django.po"))
    texts = [entry.msgstr if language == "de" else entry.msgid for entry in catalogue]
    known = {" ".join(text.split()).casefold() for text in texts}
    guide = re.sub(r"`[^`]*`", "", (ROOT / f"docs/hr-guide.{language}.md").read_text())
    named = [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", guide, re.DOTALL)]
    assert len(named) > 10
    assert [words for words in named if words.casefold() not in known] == []


def test_every_variable_is_explained_in_the_example() -> None:
    read = re.compile(r"\.read_\w+\(\s*\"([A-Z][A-Z0-9_]+)\"")
    names = {name for path in sources("config") for name in read.findall(path.read_text())}
    explained = re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(names) > 40
    assert names - set(explained) == set()


def test_repository_holds_no_trace_of_a_machine() -> None:
    command = [
        "git",
        "grep",
        "-lIE",
        "(^|[^[:alnum:]_.])/(root|home|work|Users)/|(index|registry)[_-]url",
        "--",
        ":!uv.lock",
        ":!tests/test_consistency.py",
    ]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""
