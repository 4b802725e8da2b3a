"""The placeholders of letters: the one list, checking a text for unknown ones, and filling them in.

A placeholder is written as {name}. Braces have no other use in a letter, so that a slip of the pen
is noticed when a template is saved and not by the applicant.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext

from applications.enums import TransferKind
from applications.mails.mail_blocks import ACTION
from applications.models import Application, Transfer
from applications.models.validators import is_control
from applications.signed_links import application_path
from careers.text.email_addresses import to_readable_address
from careers.web.localized_urls import full_address
from hiring.enums import Occasion

LINK = "link"
"""Filled in when the mail is handed over, and not before: it is the key to the applicant's page."""
LINK_MARK = "{link}"
WRITTEN = re.compile(r"\{([a-z_]+)\}")
BRACE = re.compile(r"[{}]")
LINK_ON_A_LINE = re.compile(r"^[ \t]*\{link\}[ \t]*$", re.MULTILINE)
BRACES_TO_ROUND = str.maketrans("{}", "()")
AROUND = 20
"""Characters of a text that an error shows around a stray brace."""


class Placeholder(NamedTuple):
    """One thing that a letter can say of an application; `read` is asked in the letter's language."""

    name: str
    label: Promise
    sample: Promise
    read: Callable[[Application], str]

    @property
    def mark(self) -> str:
        return f"{{{self.name}}}"


class Part(NamedTuple):
    """A run of a filled text; `placeholder` is empty where the template's own words stand."""

    text: str
    placeholder: str = ""


def contact_name(application: Application) -> str:
    """The first contact of the ad that was answered, or the organisation."""
    contacts = application.ad.facts.get("contacts") or [{"name": ""}]
    return contacts[0]["name"] or settings.ORGANISATION["name"]


def day_of_receipt(application: Application) -> str:
    return date_format(timezone.localdate(application.submitted_at))


PLACEHOLDERS = (
    Placeholder(
        "name",
        gettext_lazy("First and last name as the person wrote them, without a salutation"),
        gettext_lazy("Robin Example"),
        lambda application: application.name,
    ),
    Placeholder(
        "position",
        gettext_lazy("Title of the posting in the language of the message"),
        gettext_lazy("Operations Technician"),
        lambda application: application.ad.title,
    ),
    Placeholder(
        "reference",
        gettext_lazy("Reference of the application"),
        gettext_lazy("K7Q2-M4XD"),
        lambda application: application.reference,
    ),
    Placeholder(
        "received",
        gettext_lazy("Day on which the application arrived"),
        gettext_lazy("12 January 2027"),
        day_of_receipt,
    ),
    Placeholder(
        "organisation",
        gettext_lazy("Name of the organisation"),
        gettext_lazy("Musterwolke Association"),
        lambda _application: settings.ORGANISATION["name"],
    ),
    Placeholder(
        "contact",
        gettext_lazy("Contact named in the posting, or the organisation"),
        gettext_lazy("Alex Sample"),
        contact_name,
    ),
    Placeholder(
        "contact_email",
        gettext_lazy("Address to which replies go"),
        gettext_lazy("jobs@example.org"),
        lambda application: to_readable_address(application.contact_email),
    ),
    Placeholder(
        LINK,
        gettext_lazy(
            "Link to the applicant's own page; it is put in when the email leaves, and staff "
            "never see it"
        ),
        gettext_lazy("https://…"),
        lambda _application: LINK_MARK,
    ),
)
KNOWN = {placeholder.name: placeholder for placeholder in PLACEHOLDERS}


def read_new_position(application: Application) -> str:
    """Of the transfer that is on its way; in a preview, where there is none, the sample."""
    transfer = application.transfers.live().with_ads().first()
    sample = str(NEW_POSITION.sample)
    return transfer.ad_in(application.language).title if transfer else sample


def read_transfer(application: Application) -> str:
    transfer = application.transfers.live().first()
    return transfer_sentence(transfer) if transfer else str(TRANSFER.sample)


def transfer_sentence(transfer: Transfer) -> str:
    """What the applicant is asked or told, in the active language."""
    if transfer.is_asked:
        wish = ASKED[TransferKind(transfer.kind)]
        days = settings.TRANSFER_DAYS
        answer = ngettext(
            "Please tell us on your page within one day whether you agree. Until then nothing "
            "changes.",
            "Please tell us on your page within %(days)d days whether you agree. Until then "
            "nothing changes.",
            days,
        ) % {"days": days}
        return f"{wish} {answer}"
    return str(TOLD[TransferKind(transfer.kind)])


ASKED = {
    TransferKind.MOVE: gettext_lazy("We would like to consider you for it instead."),
    TransferKind.COPY: gettext_lazy("We would like to consider you for it, too."),
}
TOLD = {
    TransferKind.MOVE: gettext_lazy(
        "From now on your application is for this position and no longer for the first one. If you "
        "do not want that, please tell us, or withdraw it on your page."
    ),
    TransferKind.COPY: gettext_lazy(
        "A copy of your application is for this position from now on; you get a receipt for it. If "
        "you do not want that, please tell us, or withdraw it on its page."
    ),
}
NEW_POSITION = Placeholder(
    "new_position",
    gettext_lazy("Title of the other posting in the language of the message"),
    gettext_lazy("Cloud Engineer"),
    read_new_position,
)
TRANSFER = Placeholder(
    "transfer",
    gettext_lazy("What the applicant is asked or told: moved or copied, and until when to answer"),
    gettext_lazy("We would like to consider you for it instead. Please tell us whether you agree."),
    read_transfer,
)
OF_OCCASIONS: dict[Occasion, tuple[Placeholder, ...]] = {
    Occasion.TRANSFER: (NEW_POSITION, TRANSFER)
}


def placeholders_of(occasion: str) -> tuple[Placeholder, ...]:
    """What a letter of this occasion may say; an occasion that is not known yet has the common ones."""
    own = OF_OCCASIONS.get(Occasion(occasion), ()) if occasion in Occasion.values else ()
    return (*PLACEHOLDERS, *own)


def find_placeholder_faults(text: str, allowed: Mapping[str, Placeholder] = KNOWN) -> list[str]:
    """Sentences on what is wrong with the braces of a text, in the active language; empty if nothing."""
    unknown = sorted({name for name in WRITTEN.findall(text) if name not in allowed})
    usable = ", ".join(placeholder.mark for placeholder in allowed.values())
    faults = [
        _("There is no placeholder {%(name)s}. Use one of these: %(usable)s.")
        % {"name": name, "usable": usable}
        for name in unknown
    ]
    rest = WRITTEN.sub(lambda found: " " * len(found[0]), text)
    if stray := BRACE.search(rest):
        start = max(stray.start() - AROUND, 0)
        excerpt = " ".join(text[start : stray.end() + AROUND].split())
        faults.append(
            _(
                "A brace stands alone near “%(excerpt)s”. Write a placeholder in small letters "
                "between two braces, such as {name}, and use braces for nothing else."
            )
            % {"excerpt": excerpt}
        )
    return faults


def find_subject_faults(text: str, allowed: Mapping[str, Placeholder] = KNOWN) -> list[str]:
    """Like find_placeholder_faults(); a link has no place in a subject."""
    return find_placeholder_faults(text, {name: allowed[name] for name in allowed if name != LINK})


def check_letter(text: str) -> None:
    """Raises ValidationError for braces in a letter of the outbox, where only the link is still open."""
    if faults := find_placeholder_faults(text, {LINK: KNOWN[LINK]}):
        raise ValidationError(faults, code="placeholder")


def placeholder_values(
    application: Application, language: str, occasion: str = ""
) -> dict[str, str]:
    """What each placeholder says of an application, on one line each, in this language.

    Asks the database nothing where the edition is selected and its texts are prefetched, except
    for a letter about a transfer.
    """
    with override(language):
        found = {one.name: one.read(application) for one in placeholders_of(occasion)}
    return {name: text if name == LINK else as_value(text) for name, text in found.items()}


def as_value(text: str) -> str:
    """On one line, without control characters or braces; nobody's name becomes a link, to their page or elsewhere.

    Names that were kept before the forms refused addresses in them lose what makes one of them.
    """
    shown = "".join(" " if is_control(sign) else sign for sign in text)
    return " ".join(shown.replace("://", " ").translate(BRACES_TO_ROUND).split())


def split_filled(text: str, values: Mapping[str, str]) -> Iterator[Part]:
    """The text with its placeholders filled in, in runs that say which is which; values stay as they are."""
    end = 0
    for found in WRITTEN.finditer(text):
        if found[1] in values:
            yield Part(text[end : found.start()])
            yield Part(values[found[1]], found[1])
            end = found.end()
    yield Part(text[end:])


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    return "".join(part.text for part in split_filled(text, values))


def fill_link(text: str, application: Application) -> str:
    """The letter as it leaves, in the active language: with the way to the applicant's own page.

    On a line of its own it becomes the button of the mail, with a line of words above it.
    """
    if LINK_MARK not in text:
        return text
    words = _("Open your application")
    marked = LINK_ON_A_LINE.sub(f"\n{ACTION}{words}:\n{LINK_MARK}", text)
    return marked.replace(LINK_MARK, full_address(application_path(application)))


def without_link(text: str, language: str) -> str:
    """The letter as it stands on the applicant's own page, which staff see, too."""
    with override(language):
        return text.replace(LINK_MARK, pgettext("link in a letter", "this page"))
