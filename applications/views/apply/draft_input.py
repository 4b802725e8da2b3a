"""What a form of applying that came by POST asks for: buttons beside files, words to be kept."""

from collections.abc import Iterable

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone

from applications.enums import DocumentKind
from applications.forms import ApplicationForm
from applications.forms.posted_values import read_number, read_token
from applications.models import Draft
from applications.services import (
    TypedForm,
    cancel_upload,
    change_document_kind,
    remove_document,
    save_typed_values,
)
from applications.views.apply.context import choose_text
from careers.models import Edition, EditionText
from careers.web.localized_urls import current_language

EDITION_SALT = "applications.edition"


def change_files(request: HttpRequest, draft: Draft, kinds: Iterable[DocumentKind]) -> bool:
    """Do what the button beside a file asks for; False if none was pressed.

    What the draft does not hold, or no more, is passed over: it is as the button wants it.
    """
    sent = request.POST
    if "remove" in sent:
        remove_document(draft=draft, key=read_number(sent["remove"]))
    elif "drop" in sent and (key := read_token(sent["drop"])):
        cancel_upload(draft=draft, key=key)
    elif "rekind" in sent:
        wanted = sent.get(f"kind-{sent['rekind']}")
        for kind in kinds:
            if kind.value == wanted:
                change_document_kind(draft=draft, key=read_number(sent["rekind"]), kind=kind)
    return bool({"remove", "drop", "rekind"} & set(sent))


def sign_edition(edition: Edition) -> str:
    """How the form says for which edition it was made: nobody else names one that was never public."""
    return Signer(salt=EDITION_SALT).sign(f"{edition.posting_id}/{edition.number}")


def find_seen_edition(request: HttpRequest, current: Edition) -> Edition:
    """The edition that the form was made for, if it says so; it may have changed meanwhile."""
    try:
        said = Signer(salt=EDITION_SALT).unsign(request.POST.get("edition", ""))
    except BadSignature:
        return current
    posting, _slash, number = said.partition("/")
    if posting != str(current.posting_id) or number == str(current.number):
        return current
    return current.posting.editions.filter(number=read_number(number)).first() or current


def save_posted_form(request: HttpRequest, draft: Draft) -> EditionText:
    """Keep what a script sends of the form, unjudged; returns the text that the form shows."""
    text = choose_text(find_seen_edition(request, draft.edition))
    typed = typed_form(ApplicationForm(request.POST, text=text), text.edition)
    save_typed_values(draft=draft, typed=typed, now=timezone.now())
    return text


def typed_form(form: ApplicationForm, edition: Edition) -> TypedForm:
    """What stands in the form, as it is to be kept."""
    return TypedForm(form.typed_values(), edition, current_language())
