"""A person's own choice of mails about new applications."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hiring.enums import NoticeTiming


class NoticeForm(forms.Form):
    timing = forms.TypedChoiceField(
        label=_("Emails about new applications"),
        choices=NoticeTiming.choices,
        coerce=NoticeTiming,
        widget=forms.RadioSelect,
        help_text=_(
            "The emails name positions, numbers and references, and nothing that an applicant "
            "wrote."
        ),
    )
    language = forms.ChoiceField(label=_("Language of these emails"), choices=settings.LANGUAGES)
