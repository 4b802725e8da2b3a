"""Where an application stands and what happened to it, in words for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from applications.enums import DocumentKind, EventKind, HoldReason, ScanState, Source, Stage

PATH: dict[Stage, Promise] = {
    Stage.RECEIVED: gettext_lazy("Your application has arrived"),
    Stage.IN_REVIEW: gettext_lazy("We read it"),
    Stage.INTERVIEW: gettext_lazy("We get to know each other"),
    Stage.OFFER: gettext_lazy("We make you an offer"),
}
PASSED: dict[Stage, Promise] = {
    Stage.IN_REVIEW: gettext_lazy("We have read it"),
    Stage.INTERVIEW: gettext_lazy("We have got to know each other"),
    Stage.OFFER: gettext_lazy("We have made you an offer"),
}
"""The same once it is done."""
DECISION = gettext_lazy("We decide and tell you")
ENDS: dict[Stage, Promise] = {
    Stage.HIRED: gettext_lazy("We work together"),
    Stage.REJECTED: gettext_lazy("We have decided"),
    Stage.ENDED: gettext_lazy("The procedure has ended"),
    Stage.WITHDRAWN: gettext_lazy("You withdrew your application"),
}
HEADINGS: dict[Stage, Promise] = {
    Stage.RECEIVED: gettext_lazy("Your application has arrived"),
    Stage.IN_REVIEW: gettext_lazy("We are reading your application"),
    Stage.INTERVIEW: gettext_lazy("We would like to get to know you"),
    Stage.OFFER: gettext_lazy("We would like to work with you"),
    Stage.HIRED: gettext_lazy("We look forward to working with you"),
    Stage.REJECTED: gettext_lazy("We will not be taking your application further"),
    Stage.ENDED: gettext_lazy("The procedure has ended without a decision"),
    Stage.WITHDRAWN: gettext_lazy("You have withdrawn your application"),
}

OWN_DATA: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "name_phone": gettext_lazy("Name and phone"),
}

# Why a file is not in the copy of the data.
WITHHELD: dict[ScanState, Promise] = {
    ScanState.PENDING: gettext_lazy(
        "It is not in this copy because the virus scan has not finished. Make another copy later."
    ),
    ScanState.INFECTED: gettext_lazy(
        "It is not in this copy: the virus scanner found something harmful in it, and we hand it to nobody."
    ),
    ScanState.FAILED: gettext_lazy(
        "It is not in this copy: the virus scanner could not check it, and we hand it to nobody."
    ),
}

# What became of the wish to see an application at another posting, for its author.
TRANSFERS: dict[tuple[str, str], Promise] = {
    ("move", "proposed"): gettext_lazy(
        "Proposed: to consider the application for “%(position)s” instead"
    ),
    ("copy", "proposed"): gettext_lazy(
        "Proposed: to consider the application for “%(position)s”, too"
    ),
    ("move", "done"): gettext_lazy("The application is for “%(position)s” now"),
    ("copy", "done"): gettext_lazy("A copy of the application is for “%(position)s” now"),
    ("", "declined"): gettext_lazy("You declined to be considered for “%(position)s”"),
    ("", "expired"): gettext_lazy("The proposal to be considered for “%(position)s” has expired"),
    ("", "taken_back"): gettext_lazy(
        "We took back the proposal to be considered for “%(position)s”"
    ),
    ("", "lapsed"): gettext_lazy(
        "The proposal to be considered for “%(position)s” is no longer open"
    ),
}

HOLD_CAUSES: dict[str, Promise] = {
    HoldReason.CLAIM: gettext_lazy("because of possible legal claims (Art. 17(3)(e) GDPR)"),
    HoldReason.DUTY: gettext_lazy("because the law requires us to keep them (Art. 17(3)(b) GDPR)"),
}


def transfer_words(kind: str, state: str, position: str) -> str:
    """What became of a transfer that the applicant has heard of, in the active language."""
    words = TRANSFERS.get((kind, state)) or TRANSFERS["", state]
    return str(words) % {"position": position}


def hold_cause(reason: str) -> Promise | str:
    """Why data are kept for now, for a sentence in the language in which it is read; empty without a hold."""
    return HOLD_CAUSES[reason] if reason else ""


def stage_words(stage: str) -> str:
    """What is done in a stage, as the applicant's pages say it, in the active language."""
    return str({**PATH, **ENDS}[Stage(stage)])


def event_words(kind: str, detail: str) -> str:
    """An event and what it was about, in the active language."""
    known = {**dict(DocumentKind.choices), **dict(HoldReason.choices), **OWN_DATA}
    if kind == EventKind.ENTERED:
        known = dict(Source.choices)
    words, about = str(EventKind(kind).label), str(known.get(detail, detail))
    return f"{words} ({about})" if about else words
