"""Django's log of changes in the reader's language.

Django notes the labels of forms, in English and with a capital, and looks them up as they are:
neither "Opens" nor "Title [en]" stands in a catalogue, "opens" and "title" do.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

LABEL = re.compile(r"(?P<name>.+?)(?P<language> \[[\w-]+\])?", re.DOTALL)


def translate_labels(entries: Iterable[LogEntry]) -> None:
    """Puts names of fields into the active language, in these objects only; nothing is saved."""
    for entry in entries:
        entry.change_message = translate_message(entry.change_message)


def translate_message(message: str) -> str:
    """The message with its labels translated; as it is where it is none of Django's lists."""
    if not message.startswith("["):
        return message
    try:
        parts = json.loads(message)
    except json.JSONDecodeError:
        return message
    for part in parts:
        changed: dict[str, Any] = part.get("changed", {})
        if "fields" in changed:
            changed["fields"] = [in_words(str(label)) for label in changed["fields"]]
    return json.dumps(parts)


def in_words(label: str) -> str:
    """Such as "Titel [en]" for "Title [en]"; the label itself where nobody translates it."""
    found = LABEL.fullmatch(label)
    if not found:
        return label
    name, language = found["name"], found["language"] or ""
    for key in (name, name[:1].lower() + name[1:]):
        if (words := gettext(key)) != key:
            return f"{capfirst(words)}{language}"
    return label
