"""What is done to several applications beside deciding: tags, a request for a document, a letter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import DocumentKind
from applications.forms.typed import LineField
from careers.languages import language_codes, text_in_language
from hiring.enums import Occasion
from hiring.forms.decisions import CountForm, TemplateField
from hiring.forms.language_check import DOUBT, LanguageCheckedForm
from hiring.forms.letter import BodyField, SubjectField
from hiring.mails.language_check import find_language_doubt, name_in_words
from hiring.mails.letters import LetterRefused
from hiring.models import MailTemplate, Tag
from hiring.services.templates import find_first_template


class BulkTagForm(CountForm):
    """Tags that each is to have from now on, and tags that none is to have."""

    field_order = ("add", "new_tag", "remove", "typed_count")
    add = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Add these tags"),
        queryset=Tag.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_tag = LineField(label=gettext_lazy("New tag"), max_length=40, required=False)
    remove = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Remove these tags"),
        queryset=Tag.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Tag.objects.exists():
            del self.fields["add"], self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        add, remove = {*cleaned.get("add", ())}, {*cleaned.get("remove", ())}
        if not (add or remove or cleaned.get("new_tag") or self.errors):
            self.add_error(None, _("Tick a tag to add or to remove, or type a new one."))
        if both := sorted(tag.name for tag in add & remove):
            words = _("“%(tag)s” can be added or removed, not both.") % {"tag": both[0]}
            self.add_error("remove", words)
        return cleaned


class BulkRequestForm(CountForm):
    """A document that each of several applicants is asked for."""

    field_order = ("kind", "note", "template", "typed_count")
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Kind"), choices=DocumentKind.choices, coerce=DocumentKind
    )
    note = LineField(
        label=gettext_lazy("What is needed, and why"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stands on the page of each applicant, as you write it here."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    template = TemplateField(Occasion.REQUEST)

    def clean_template(self) -> MailTemplate:
        try:
            return self.cleaned_data["template"] or find_first_template(Occasion.REQUEST)
        except LetterRefused as refusal:
            raise ValidationError(str(refusal), code="template") from refusal


class BulkLetterForm(CountForm, LanguageCheckedForm):
    """A letter with placeholders in each language that the applicants have; it begins with the given template."""

    def __init__(
        self,
        data: Any = None,
        *,
        count: int,
        languages: list[str],
        begin: MailTemplate | None = None,
    ) -> None:
        super().__init__(data, count=count)
        self.languages = languages
        for code in languages:
            name, known = name_in_words(code), code in language_codes()
            for field, make in (("subject", SubjectField), ("body", BodyField)):
                words = text_in_language(begin, field, code) if begin and known else ""
                label = f"{make.words} ({name})"
                self.fields[f"{field}_{code}"] = make(label=label, initial=words, language=code)
        last = ("language_confirmed", "typed_count")
        self.order_fields([name for name in self.fields if name not in last] + [*last])

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """Subject and body in each language, once the form is valid."""
        return {code: self.words_in(code) for code in self.languages}

    def words_in(self, code: str) -> dict[str, str]:
        return {name: self.cleaned_data.get(f"{name}_{code}", "") for name in ("subject", "body")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        written = {code: "\n\n".join(self.words_in(code).values()) for code in self.languages}
        doubts = [find_language_doubt(text, code) for code, text in written.items()]
        if any(doubts):
            self.fields["language_confirmed"].widget = forms.CheckboxInput()
            if not cleaned.get("language_confirmed"):
                doubt = next(filter(None, doubts))
                self.add_error("language_confirmed", ValidationError(doubt, code=DOUBT))
        return cleaned
