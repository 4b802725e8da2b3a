"""Parts of templates that are rendered once a language."""

import re
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.utils.translation import override

PART = re.compile(r"\{% once_a_language(.*?) %\}(.*?)\{% endonce_a_language %\}", re.DOTALL)
INCLUDED = re.compile(r'\{% include "([^"]+)"')
READ = re.compile(r"\{\{ ?(\w+)|\{% (?:if|elif|for \w+ in) (\w+)")
LOCAL = {"days", "name", "months", "limit", "privacy_url", "link", "href", "has_toggle"}
"""What the parts and the templates that they include give names to themselves."""
TEMPLATES = Path(settings.BASE_DIR, "templates")


def test_a_part_follows_the_language_and_the_look() -> None:
    part = (
        "{% once_a_language %}{% translate 'Imprint' %} {{ portal.name }}{% endonce_a_language %}"
    )
    template = engines["django"].from_string("{% load i18n kept_parts %}" + part)
    for language, name, expected in (
        ("de", "A", "Impressum A"),
        ("en", "A", "Imprint A"),
        ("de", "B", "Impressum B"),
        ("de", "A", "Impressum A"),
    ):
        with override(language):
            assert template.render({"portal": {"name": name}}) == expected


def test_a_part_is_rendered_once() -> None:
    part = "{% once_a_language %}{{ other }}{% endonce_a_language %}"
    template = engines["django"].from_string("{% load kept_parts %}" + part)
    assert [template.render({"portal": {}, "other": n}) for n in (1, 2)] == ["1", "1"]


def read_names(source: str) -> set[str]:
    """The variables that a part reads, with what it includes."""
    included = "".join(read_source(name) for name in INCLUDED.findall(source))
    found = {first or second for first, second in READ.findall(source)}
    return found | (read_names(included) if included else set())


def read_source(name: str) -> str:
    return (TEMPLATES / name).read_text()


def test_a_part_follows_what_it_names() -> None:
    part = "{% once_a_language days %}{{ days }}{% endonce_a_language %}"
    template = engines["django"].from_string("{% load kept_parts %}" + part)
    assert [template.render({"days": days}) for days in (1, 2, 1)] == ["1", "2", "1"]


def test_parts_read_nothing_that_differs_from_page_to_page() -> None:
    parts = [
        (set(names.split()), part)
        for path in TEMPLATES.rglob("*.html")
        for names, part in PART.findall(path.read_text())
    ]
    assert len(parts) >= 5
    for names, part in parts:
        assert read_names(part) <= {"portal", *names} | LOCAL
