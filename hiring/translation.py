"""Which fields exist once per language (django-modeltranslation finds this module by name)."""

from modeltranslation.translator import TranslationOptions, register

from hiring.models import Criterion, MailTemplate, OwnStage, RejectionReason


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("name",)


@register(MailTemplate)
class MailTemplateTranslation(TranslationOptions):
    fields = ("subject", "body")


@register(OwnStage)
class OwnStageTranslation(TranslationOptions):
    fields = ("name",)


@register(RejectionReason)
class RejectionReasonTranslation(TranslationOptions):
    fields = ("name",)
