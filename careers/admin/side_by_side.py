"""Both languages of a text next to each other, in the order of the settings."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modeltranslation.translator import translator

from careers.forms import LinesField
from careers.languages import language_codes, language_name, localized_columns, text_in_language

if TYPE_CHECKING:
    Base = BaseModelAdmin[Any]
else:
    Base = object

type Fieldsets = list[tuple[Any, dict[str, Any]]]


class SideBySide(Base):
    """In `fieldsets`, a translated field named once becomes one row with a column per language.

    Takes the place of modeltranslation's own fieldsets, which put each language below the other.
    No language is required: a draft may begin in either, and publishing says what is missing.
    """

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            (name, {**options, "fields": [self.expand_field(field) for field in options["fields"]]})
            for name, options in self.fieldsets or []
        ]

    def expand_field(self, field: Any) -> Any:
        translated = translator.get_options_for_model(self.model).all_fields
        if field not in translated:
            return field
        return tuple(localized_columns(field))

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Tells the browser the language of each text, for its spelling check and for voices."""
        if isinstance(db_field, models.TextField):
            kwargs.setdefault("form_class", LinesField)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if field is not None and language:
            field.required = False
            field.label = column_label(db_field, language)
            field.widget.attrs["lang"] = language
        return field


def column_label(db_field: Any, language: str) -> str:
    """What a person calls the column of one language: "Title (English)"."""
    field = getattr(db_field, "translated_field", db_field)
    return f"{capfirst(str(field.verbose_name))} ({language_name(language)})"


def column_labels(model: type[Model]) -> dict[str, str]:
    """The labels of all columns that belong to one language, by column."""
    fields = translator.get_options_for_model(model).all_fields.values()
    return {each.name: column_label(each, each.language) for several in fields for each in several}


def texts_in_each_language(instance: Model, field: str) -> SafeString:
    """The text in every language that has one, each on its own line and marked with `lang`."""
    texts = ((code, text_in_language(instance, field, code)) for code in language_codes())
    rows = [(code, code.upper(), text) for code, text in texts if text]
    return format_html_join(
        "", '<span class="in-language" lang="{}"><abbr>{}</abbr> {}</span>', rows
    )
