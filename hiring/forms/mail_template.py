"""The form of a mail template, and the choice of an application to see it filled in."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from careers.forms.posting import OVERTAKEN, VersionField
from careers.languages import language_codes, localized_column
from hiring.enums import OWED_BY_LAW, Occasion
from hiring.models import MailTemplate
from hiring.services.templates import find_template_errors, lock_template

LONGEST_SEARCH = 120


class MailTemplateForm(forms.ModelForm[MailTemplate]):
    """Refuses to save over a version of the template that its author has not seen.

    `version` is the one that was read; `overwrite` is the one that the author was shown and
    wants to save over. `stored` is the row as it is in the database, locked.
    """

    version = VersionField(required=False)
    overwrite = VersionField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored: MailTemplate | None = None
        self.initial["version"] = self.instance.version
        self.fields["name"].help_text = _("Staff choose the template by it.")
        self.fields["is_default"].help_text = _(
            "Is chosen by default on this occasion; another template gives that up."
        )
        self.fields["is_active"].help_text = _("Otherwise it is kept and cannot be chosen.")
        occasion = cast(forms.ChoiceField, self.fields["occasion"])
        offered = [(one.value, one.label) for one in Occasion if one not in OWED_BY_LAW]
        occasion.choices = [*BLANK_CHOICE_DASH, *offered]
        for code in language_codes():
            self.fields[localized_column("body", code)].widget.attrs |= {"rows": 16}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        self.stored = lock_template(self.instance)
        if self.is_overtaken:
            raise ValidationError(
                _(
                    "Somebody saved this template after you opened it. Nothing of yours is "
                    "saved yet, and nothing is lost: your texts are below."
                ),
                code=OVERTAKEN,
            )
        return cleaned

    def full_clean(self) -> None:
        """Looks at the template as a whole when the form has filled it."""
        super().full_clean()
        for column, faults in find_template_errors(self.instance).items() if self.is_bound else ():
            self.add_error(column, faults)

    def validate_constraints(self) -> None:
        """Left to save_template(), where the template that was offered first gives way before."""

    @property
    def is_overtaken(self) -> bool:
        """Whether a version that the author has not seen lies between reading and saving."""
        if self.stored is None:
            return False
        seen = (self.cleaned_data.get(name) for name in ("version", "overwrite"))
        return self.stored.version not in seen


class ApplicationSearchForm(forms.Form):
    """Finds an application by its reference or by a part of the person's name."""

    q = forms.CharField(
        label=_("Reference or name"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
