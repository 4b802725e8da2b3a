"""Class names: what a style sheet names is written somewhere, and what is written is styled or looked for."""

import re
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DJANGO = Path(django.__file__).parent / "contrib/admin"
ANY = "*"
"""What a template fills in, as in `state-{{ state.value }}`."""

ATTRIBUTE = re.compile(
    r'\bclass=\\?"((?:[^"{]|\{[^%{]|\{%.*?%\}|\{\{.*?\}\}|\{\})*?)\\?"', re.DOTALL
)
BODY_OR_TONE = re.compile(r'block bodyclass %\}(.*?)\{% endblock|\btone="(\w+)"')
SET_BY_SCRIPT = re.compile(r'className = "([^"]+)"|classList\.\w+\("([^"]+)"')
LOOKED_FOR = re.compile(r"(?<![\w/])\.([a-z][a-z-]+)")
RULE = re.compile(r"([^{};]+)\{")
NOT_A_SELECTOR = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
PREFIXES_OF_DJANGO = ("field-", "model-")
"""Of columns, fields and pages, followed by their names."""


def read(pattern: str, root: Path = ROOT) -> list[str]:
    return [path.read_text() for path in sorted(root.glob(pattern))]


def names_in_sheets(sheets: Iterable[str]) -> set[str]:
    selectors = [one for sheet in sheets for one in RULE.findall(NOT_A_SELECTOR.sub("", sheet))]
    return {name for one in selectors for name in re.findall(r"\.([a-zA-Z_][\w-]*)", one)}


def names_in_attributes(text: str) -> set[str]:
    values = [*ATTRIBUTE.findall(text), *(a or b for a, b in BODY_OR_TONE.findall(text))]
    filled = (re.sub(r"\{\{.*?\}\}|\{\}", ANY, re.sub(r"\{%.*?%\}", " ", one)) for one in values)
    return {name for value in filled for name in value.split()}


def styled() -> set[str]:
    return names_in_sheets(read("static/css/*.css"))


def written() -> set[str]:
    """By templates (mails have a style of their own), code and scripts."""
    templates = [
        path.read_text()
        for path in (ROOT / "templates").rglob("*.html")
        if "email" not in path.parts
    ]
    code = [
        text for app in ("careers", "applications", "config") for text in read(f"{app}/**/*.py")
    ]
    names = {name for text in [*templates, *code] for name in names_in_attributes(text)}
    return names | {
        name
        for script in read("static/js/**/*.js")
        for found in SET_BY_SCRIPT.findall(script)
        for name in "".join(found).split()
    }


def looked_for_by_scripts() -> set[str]:
    strings = [
        s for text in read("static/js/**/*.js") for s in re.findall(r'"[^"\n]*"|`[^`]*`', text)
    ]
    return {name for one in strings for name in LOOKED_FOR.findall(one)}


def names_of_django() -> set[str]:
    templates = (
        name for text in read("templates/**/*.html", DJANGO) for name in names_in_attributes(text)
    )
    return names_in_sheets(read("static/admin/css/**/*.css", DJANGO)) | set(templates)


def test_every_styled_class_is_written_somewhere():
    names = written()
    starts = tuple(one.removesuffix(ANY) for one in names if one.endswith(ANY) and one != ANY)
    known = names | names_of_django()
    left = {one for one in styled() - known if not one.startswith((*starts, *PREFIXES_OF_DJANGO))}
    assert left == set()


def test_every_written_class_is_styled_or_looked_for():
    known = styled() | looked_for_by_scripts() | names_of_django()
    assert {name for name in written() - known if ANY not in name} == set()


def test_class_names_are_words():
    assert {
        name for name in written() - names_of_django() if not re.fullmatch(r"[a-z*-]+", name)
    } == set()
