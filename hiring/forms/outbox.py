"""The form of a mail that waits in the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.typed import LineField, TypedField
from careers.forms.moments import LocalMomentField
from hiring.forms.language_check import LanguageCheckedForm
from hiring.mails.placeholders import check_letter
from hiring.models.mail_template import BODY_LENGTH, SUBJECT_LENGTH
from hiring.models.outgoing_mail import ROOM_FOR_WORDS


class OutgoingMailForm(LanguageCheckedForm):
    """Subject, text and time of a mail, as long as it may be edited."""

    subject = LineField(
        label=_("Subject"),
        max_length=SUBJECT_LENGTH * ROOM_FOR_WORDS,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    body = TypedField(
        label=_("Text"),
        max_length=BODY_LENGTH * ROOM_FOR_WORDS,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        validators=[check_letter],
    )
    send_after = LocalMomentField(label=_("Leaves no earlier than"))
