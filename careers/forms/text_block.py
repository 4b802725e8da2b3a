"""Forms of text blocks: their texts, and the question before the public sees the new wording."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careers.forms.posting import OVERTAKEN, VersionField
from careers.forms.texts import LinesField, MarkdownText, limit_texts
from careers.languages import language_codes, localized_column
from careers.models import TextBlock
from careers.models.edition import LONGEST_REASON
from careers.services.blocks import free_slug
from careers.services.locking import lock_block


class TextBlockForm(forms.ModelForm[TextBlock]):
    """Refuses to save over a version of the block that its author has not seen.

    `version` is the one that was read; `overwrite` is the one that the author was shown and
    wants to save over. `stored` is the row as it is in the database, locked.
    """

    version = VersionField(required=False)
    overwrite = VersionField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored: TextBlock | None = None
        self.initial["version"] = self.instance.version
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _(
            "How staff recognise the block. Empty: made from the heading."
        )
        for code in language_codes():
            field = self.fields[localized_column("body", code)]
            field.widget = MarkdownText(field.widget.attrs)
        limit_texts(self, "body")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("slug") and "slug" not in self.errors:
            headings = (cleaned.get(localized_column("heading", code)) for code in language_codes())
            cleaned["slug"] = free_slug(next(filter(None, headings), ""), cleaned.get("kind", ""))
        if self.instance.pk:
            self.stored = lock_block(self.instance)
        if self.is_overtaken:
            raise ValidationError(
                _(
                    "Somebody saved this text block after you opened it. Nothing of yours is "
                    "saved yet, and nothing is lost: your texts are below."
                ),
                code=OVERTAKEN,
            )
        return cleaned

    @property
    def is_overtaken(self) -> bool:
        """Whether a version that the author has not seen lies between reading and saving."""
        if self.stored is None:
            return False
        seen = (self.cleaned_data.get(name) for name in ("version", "overwrite"))
        return self.stored.version not in seen


class RepublishForm(forms.Form):
    """The version of the block whose differences were looked at, and a reason where one is due."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    override = LinesField(
        label=_("Why it is published anyway"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each of the new editions keeps the reason."),
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["override"]
