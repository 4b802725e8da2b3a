"""The small buttons beside each file."""

from collections.abc import Iterable

from django.http import HttpRequest

from applications.enums import DocumentKind
from applications.forms.keys import read_number, read_token
from applications.models import Draft
from applications.services import change_kind, drop_upload, remove_document


def change_files(request: HttpRequest, draft: Draft, kinds: Iterable[DocumentKind]) -> bool:
    """Do what the button beside a file asks for; False if none was pressed.

    What the draft does not hold, or no more, is passed over: it is as the button wants it.
    """
    sent = request.POST
    if "remove" in sent:
        remove_document(draft=draft, key=read_number(sent["remove"]))
    elif "drop" in sent and (key := read_token(sent["drop"])):
        drop_upload(draft=draft, key=key)
    elif "rekind" in sent:
        wanted = sent.get(f"kind-{sent['rekind']}")
        for kind in kinds:
            if kind.value == wanted:
                change_kind(draft=draft, key=read_number(sent["rekind"]), kind=kind)
    return bool({"remove", "drop", "rekind"} & set(sent))
