"""Rows of hiring for tests. A plain MailTemplate() is a complete letter in both languages."""

import factory

from hiring.enums import Occasion
from hiring.models import MailTemplate


class MailTemplateFactory(factory.django.DjangoModelFactory[MailTemplate]):
    class Meta:
        model = MailTemplate

    occasion = Occasion.INVITATION
    name = factory.Sequence(lambda number: f"Invitation {number}")
    subject_de = "Gespräch: {position}"
    subject_en = "Interview: {position}"
    body_de = "Guten Tag {name},\n\nIhre Kennung ist {reference}.\n\n{contact}"
    body_en = "Hello {name},\n\nyour reference is {reference}.\n\n{contact}"
