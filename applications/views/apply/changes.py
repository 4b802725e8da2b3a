"""The small buttons beside each file."""

from collections.abc import Iterable

from django.http import HttpRequest

from applications.enums import DocumentKind
from applications.forms.application import read_token
from applications.models import Draft
from applications.services import change_kind, drop_upload, remove_document

LONGEST_KEY = 18  # digits; the database's numbers have no more


def change_files(request: HttpRequest, draft: Draft, kinds: Iterable[DocumentKind]) -> bool:
    """Do what the button beside a file asks for; False if none was pressed.

    What the draft does not hold, or no more, is passed over: it is as the button wants it.
    """
    sent = request.POST
    if "remove" in sent:
        remove_document(draft=draft, key=number(sent["remove"]))
    elif "drop" in sent and (key := read_token(sent["drop"])):
        drop_upload(draft=draft, key=key)
    elif "rekind" in sent:
        wanted = sent.get(f"kind-{sent['rekind']}")
        for kind in kinds:
            if kind.value == wanted:
                change_kind(draft=draft, key=number(sent["rekind"]), kind=kind)
    return bool({"remove", "drop", "rekind"} & set(sent))


def number(text: str) -> int:
    is_key = text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY
    return int(text) if is_key else 0
