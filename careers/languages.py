"""The languages of the portal, taken from the settings and from nowhere else."""

from functools import cache

from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname


def language_codes() -> list[str]:
    """Every language of the portal, the default language first."""
    return [code for code, _name in settings.LANGUAGES]


def language_name(code: str) -> str:
    """The language's own name: "Deutsch", "English"."""
    return dict(settings.LANGUAGES)[code]


def only_in_language(code: str) -> str:
    """Such as "only in German", in the active language: a notice beside a text in another one."""
    name = get_language_info(code)["name_translated"]
    return _("only in %(language)s") % {"language": name}


@cache
def localized_column(field: str, language: str) -> str:
    """The real column behind a translated field: ("title", "de") gives "title_de"."""
    return str(build_localized_fieldname(field, language))


def localized_columns(*fields: str) -> list[str]:
    """The real columns behind translated fields, of each the default language's first."""
    return [localized_column(field, code) for field in fields for code in language_codes()]


def text_in_language(instance: Model, field: str, language: str) -> str:
    """The text of a translated field in exactly this language; empty when it has none."""
    return getattr(instance, localized_column(field, language)) or ""


def text_in_first_language(instance: Model, field: str) -> str:
    """The text in the first language that has one, for lists that must name the thing."""
    texts = (text_in_language(instance, field, code) for code in language_codes())
    return next((text for text in texts if text), "")


def text_for_reader(instance: Model, field: str) -> str:
    """The text in the language of whoever reads it, or in the first one that has a text."""
    language = get_language() or settings.LANGUAGE_CODE
    return text_in_language(instance, field, language) or text_in_first_language(instance, field)
