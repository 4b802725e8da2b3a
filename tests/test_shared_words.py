"""Short English texts that the public site and the staff's pages share: one translation has to fit both.

"Position" is a job and a place in an order, "open" a state and what one does with a file. Whoever writes a
text of one or two words that is in use on the other side looks at both, and gives one of them a context
(pgettext, {% translate … context … %}) if they mean two things, or adds it here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PUBLIC = (
    *("templates/applications", "templates/careers", "templates/includes", "templates/pages"),
    *("applications/views", "applications/forms", "careers/views"),
)
STAFF = ("templates/admin", "templates/hiring", "hiring", "careers/admin")
MOST_WORDS = 2
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r'\{%\s*trans(?:late)?\s+"(?P<text>[^"]+)"(?P<rest>[^%]*)%\}')

# Looked at by eye, both sides; what it means on both.
SAME_ON_BOTH_SIDES = {
    "Application": "Bewerbung, one person's answer to one posting",
    "Cancel": "a button that goes back and changes nothing",
    "Copy link": "a button",
    "closes today": "a deadline",
    "Decided": "a label before the time of the decision",
    "Documents": "Unterlagen of an application",
    "Email": "a label before an address",
    "Error:": "the beginning of a title",
    "File": "a label of one document's file",
    "Language": "a label: of a page, of an application",
    "Main menu": "the name of a landmark",
    "Merged application": "the heading of one that lives on in another",
    "Message": "what the applicant wrote with the application",
    "Next page": "of a list",
    "No": "an answer",
    "None.": "no documents, no questions: both feminine in German",
    "Pages": "the name of a landmark: pages of a list",
    "Pay": "Gehalt, a noun",
    "Phone": "a label before a number",
    "Previous page": "of a list",
    "Privacy notice": "the text, and which version of it was shown",
    "Received": "a label before the time of arrival",
    "Receipt sent": "a label before the time at which it was sent",
    "Remove": "a button: a file, a row",
    "Save": "a button",
    "Search": "a button",
    "What happened": "the heading of a history",
    "Yes": "an answer",
    "remove": "a small button after a word",
}


def texts_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def texts_in_template(text: str) -> Iterator[str]:
    """Those without a context."""
    for found in IN_TEMPLATES.finditer(text):
        if "context" not in found["rest"].split():
            yield found["text"]


def short_texts(*rooms: str) -> set[str]:
    found: set[str] = set()
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            found |= {*texts_in_python(path)}
        elif path.suffix in {".html", ".txt"}:
            found |= {*texts_in_template(path.read_text())}
    return {text for text in found if len(text.split()) <= MOST_WORDS}


def test_short_texts_of_both_sides_were_looked_at() -> None:
    shared = short_texts(*PUBLIC) & short_texts(*STAFF)
    assert shared == set(SAME_ON_BOTH_SIDES)


def test_texts_with_a_context_are_left_out() -> None:
    page = '{% translate "Position" context "job" %} {% translate "Order" as order %}'
    assert [*texts_in_template(page)] == ["Order"]
