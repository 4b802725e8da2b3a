"""Which fields exist once per language (django-modeltranslation finds this module by name)."""

from modeltranslation.translator import TranslationOptions, register

from careers.models import (
    Brand,
    Contact,
    Department,
    Location,
    Posting,
    PostingQuestion,
    PostingSection,
    TextBlock,
)
from careers.models.brand import TEXTS


@register(Department)
class DepartmentTranslation(TranslationOptions):
    fields = ("name", "funding_notice")


@register(Location)
class LocationTranslation(TranslationOptions):
    fields = ("name",)


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ("role",)


@register(TextBlock)
class TextBlockTranslation(TranslationOptions):
    fields = ("heading", "body")


@register(Posting)
class PostingTranslation(TranslationOptions):
    fields = ("title", "gender_marker", "summary", "place_note", "start_note", "fixed_term_reason")


@register(PostingSection)
class PostingSectionTranslation(TranslationOptions):
    fields = ("heading", "body")


@register(PostingQuestion)
class PostingQuestionTranslation(TranslationOptions):
    fields = ("label", "hint", "choices")


@register(Brand)
class BrandTranslation(TranslationOptions):
    fields = TEXTS
