"""What can be done to several applications: each kind, its options as they are kept, and who may.

A step is made from a form, kept as plain values, and read again by whoever carries it out. A new
kind is a member of BulkKind, a function that makes its step, and a row of BULK_ACTIONS.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from applications.enums import DocumentKind, Stage
from applications.models import Application
from hiring.enums import BulkKind
from hiring.mails.letters import LetterRefused, compose_letter
from hiring.models import MailTemplate, OutgoingMail, RejectionReason, Tag
from hiring.rights import MAY_ASK, MAY_MOVE, MAY_WRITE
from hiring.services.bulk import apply_pending_one, decide_with_template, find_confirmed
from hiring.services.decisions import Choice, prepare_decision
from hiring.services.document_requests import Wanted, ask_for_document
from hiring.services.ending import end_procedure
from hiring.services.own_letters import make_own_letter, write_letter
from hiring.services.records import change_tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User


type Options = Mapping[str, Any]
type Perform = Callable[[Application, "User", datetime], OutgoingMail | None]
"""Does it to one application; the mail that waits for it, if there is one. Raises REFUSALS of bulk.py."""


class BulkStep(NamedTuple):
    """What is to be done, in values that JSON knows."""

    kind: BulkKind
    options: dict[str, Any]


class BulkAction(NamedTuple):
    """The right that a kind needs for each application, and how its options are read, once for all."""

    right: str
    read: Callable[[Options], Perform]


def decide_step(
    choice: Choice, template: MailTemplate | None, *, only_note: bool = False
) -> BulkStep:
    options = {
        "to": choice.to.value,
        "reason": choice.reason.pk if choice.reason else None,
        "note": choice.note,
        "template": template.pk if template else None,
    }
    return BulkStep(BulkKind.NOTE if only_note else BulkKind.DECIDE, options)


def apply_step(
    template: MailTemplate | None, *, decisions: "Iterable[int]", with_mail: bool
) -> BulkStep:
    """`decisions` are the keys of those that somebody looked at; what is noted later is not applied."""
    options = {
        "template": template.pk if template else None,
        "decisions": sorted(decisions),
        "with_mail": with_mail,
    }
    return BulkStep(BulkKind.APPLY, options)


def tag_step(add: "Iterable[Tag]", remove: "Iterable[Tag]") -> BulkStep:
    keys = {"add": sorted(tag.pk for tag in add), "remove": sorted(tag.pk for tag in remove)}
    return BulkStep(BulkKind.TAG, keys)


def ask_step(kind: DocumentKind, note: str, template: MailTemplate) -> BulkStep:
    options = {"kind": kind.value, "note": note, "template": template.pk}
    return BulkStep(BulkKind.ASK, options)


def write_step(texts: dict[str, dict[str, str]]) -> BulkStep:
    """Subject and body in each language, with placeholders."""
    return BulkStep(BulkKind.WRITE, {"texts": texts})


def read_template(options: Options) -> Callable[[], MailTemplate | None]:
    """The chosen one, None for none; LetterRefused if it was deleted since it was chosen."""
    key = options["template"]
    found = MailTemplate.objects.filter(pk=key).first() if key else None

    def get_template() -> MailTemplate | None:
        if key and found is None:
            raise LetterRefused(_("The chosen email template is gone."))
        return found

    return get_template


def read_choice(options: Options) -> Choice:
    reason = RejectionReason.objects.filter(pk=options["reason"]).first()
    return Choice(Stage(options["to"]), reason, options["note"])


def read_decide(options: Options) -> Perform:
    choice, template = read_choice(options), read_template(options)

    def perform(application: Application, actor: "User", now: datetime) -> OutgoingMail | None:
        return decide_with_template(
            application=application, choice=choice, template=template(), actor=actor, now=now
        ).mail

    return perform


def read_note(options: Options) -> Perform:
    choice = read_choice(options)

    def perform(application: Application, actor: "User", now: datetime) -> None:
        prepare_decision(application=application, choice=choice, actor=actor, now=now)

    return perform


def read_apply(options: Options) -> Perform:
    template, with_mail = read_template(options), options["with_mail"]
    confirmed = frozenset(options["decisions"])

    def perform(application: Application, actor: "User", now: datetime) -> OutgoingMail | None:
        return apply_pending_one(
            decision=find_confirmed(application, confirmed),
            template=template(),
            with_mail=with_mail,
            actor=actor,
            now=now,
        ).mail

    return perform


def read_end(_options: Options) -> Perform:
    def perform(application: Application, actor: "User", now: datetime) -> OutgoingMail | None:
        return end_procedure(application=application, actor=actor, now=now).mail

    return perform


def read_tag(options: Options) -> Perform:
    add, remove = (Tag.objects.filter(pk__in=options[name]) for name in ("add", "remove"))
    given, taken = list(add), list(remove)

    def perform(application: Application, actor: "User", now: datetime) -> None:
        change_tags(application=application, add=given, remove=taken, actor=actor, now=now)

    return perform


def read_ask(options: Options) -> Perform:
    wanted, template = (
        Wanted(DocumentKind(options["kind"]), options["note"]),
        read_template(options),
    )

    def perform(application: Application, actor: "User", now: datetime) -> OutgoingMail | None:
        chosen = template()
        if chosen is None:
            raise LetterRefused(_("The chosen email template is gone."))
        letter = compose_letter(template=chosen, application=application, now=now)
        return ask_for_document(
            application=application, wanted=wanted, letter=letter, actor=actor, now=now
        )

    return perform


def read_write(options: Options) -> Perform:
    texts = options["texts"]

    def perform(application: Application, actor: "User", now: datetime) -> OutgoingMail | None:
        words = texts.get(application.language)
        if words is None:
            raise LetterRefused(_("There is no text in the applicant's language."))
        letter = make_own_letter(application=application, **words, now=now)
        return write_letter(application=application, letter=letter, actor=actor, now=now)

    return perform


BULK_ACTIONS: dict[BulkKind, BulkAction] = {
    BulkKind.DECIDE: BulkAction(MAY_MOVE, read_decide),
    BulkKind.NOTE: BulkAction(MAY_MOVE, read_note),
    BulkKind.APPLY: BulkAction(MAY_MOVE, read_apply),
    BulkKind.END: BulkAction(MAY_MOVE, read_end),
    BulkKind.TAG: BulkAction(MAY_MOVE, read_tag),
    BulkKind.ASK: BulkAction(MAY_ASK, read_ask),
    BulkKind.WRITE: BulkAction(MAY_WRITE, read_write),
}
