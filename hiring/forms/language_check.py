"""A letter in the wrong language is noticed before it is sent, and may be confirmed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiring.mails.language_check import find_language_doubt

DOUBT = "language"


class LanguageCheckedForm(forms.Form):
    """Asks once more where what `letter_fields` hold seems not to be in `letter_language`.

    The box to confirm it is there only where there is a doubt. A form for letters in several
    languages leaves `letter_language` empty, and checks each letter by find_language_doubt().
    """

    letter_fields: tuple[str, ...] = ("subject", "body")
    language_confirmed = forms.BooleanField(
        label=_("The language is right as it is"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, letter_language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter_language = letter_language

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        text = "\n\n".join(str(cleaned.get(name) or "") for name in self.letter_fields)
        doubt = self.letter_language and find_language_doubt(text, self.letter_language)
        if doubt:
            self.fields["language_confirmed"].widget = forms.CheckboxInput()
            if not cleaned.get("language_confirmed"):
                self.add_error("language_confirmed", forms.ValidationError(doubt, code=DOUBT))
        return cleaned
