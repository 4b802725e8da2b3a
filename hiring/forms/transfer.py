"""The form by which HR proposes to transfer an application to another posting."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import OPEN_STAGES, TransferKind
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from careers.models import Posting
from careers.status.lifecycle import PostingState, filter_by_state, read_state
from hiring.enums import Occasion
from hiring.models import MailTemplate
from hiring.services.transfer_proposals import TransferWish

KINDS = (
    (TransferKind.MOVE.value, gettext_lazy("Move: it is for the other posting only")),
    (TransferKind.COPY.value, gettext_lazy("Copy: it stays here, and a copy is for the other one")),
)


class TransferForm(forms.Form):
    """Shows open postings; one that has closed since is refused with the reason."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("What shall become of it?"),
        choices=KINDS,
        coerce=TransferKind,
        widget=forms.RadioSelect,
    )
    posting = forms.ModelChoiceField(
        queryset=Posting.objects.filter(current_edition__isnull=False),
        label=gettext_lazy("Other posting"),
        help_text=gettext_lazy("Postings that take applications now."),
    )
    template = forms.ModelChoiceField(
        queryset=MailTemplate.objects.for_occasion(Occasion.TRANSFER),
        label=gettext_lazy("Email"),
        empty_label=None,
        help_text=gettext_lazy(
            "In the applicant's language. It waits in the outbox, where you can change it."
        ),
    )

    def __init__(
        self,
        *args: Any,
        application: Application,
        visible: ApplicationQuerySet,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        """`visible` are the applications that whoever fills it in may see."""
        super().__init__(*args, **kwargs)
        self.application, self.visible, self.now = application, visible, now
        open_ones = filter_by_state(Posting.objects.all(), PostingState.OPEN)
        proposed = open_ones.exclude(pk=application.posting_id).order_by("-pk")
        target = cast("forms.ModelChoiceField[Posting]", self.fields["posting"])
        target.choices = [("", _("– choose –")), *((one.pk, str(one)) for one in proposed)]
        self.initial.setdefault("template", MailTemplate.objects.first_of(Occasion.TRANSFER))

    def clean_posting(self) -> Posting:
        posting: Posting = self.cleaned_data["posting"]
        if not posting.is_open(self.now):
            sentence = _("“%(posting)s” takes no applications now: %(state)s. Choose another one.")
            state = read_state(posting, self.now).label
            raise ValidationError(sentence % {"posting": posting, "state": state}, code="closed")
        twin = self.find_twin(posting)
        if twin is not None:
            sentence = _(
                "Somebody with the same address, or name and phone number, has applied for “%(posting)s” already: %(reference)s."
            )
            values = {"posting": posting, "reference": twin.reference}
            raise ValidationError(sentence % values, code="twin")
        return posting

    def find_twin(self, posting: Posting) -> Application | None:
        """An open application of the same person for that posting, as far as it may be seen."""
        same = self.visible.of_same_person(self.application)
        return same.filter(posting=posting, stage__in=OPEN_STAGES).first()

    @property
    def wish(self) -> TransferWish:
        """What was chosen, once the form is valid."""
        chosen = self.cleaned_data
        return TransferWish(chosen["posting"], chosen["kind"], chosen["template"])
