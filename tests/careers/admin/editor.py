"""The editor as a browser has it: its fields as they stand on the page, to be changed and sent."""

from typing import Any

from django.forms import BaseForm, BoundField, MultiWidget
from django.http import HttpResponse
from django.test import Client

from careers.models import Posting

ADD = "/admin/careers/posting/add/"


def address(posting: Posting) -> str:
    return f"/admin/careers/posting/{posting.pk}/change/"


def open_form(client: Client, posting: Posting) -> dict[str, Any]:
    """All that the form would send if nothing were typed."""
    return fields_of(client.get(address(posting)))


def fields_of(page: HttpResponse) -> dict[str, Any]:
    context: Any = page.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    rows = [form for formset in formsets for form in (formset.management_form, *formset.forms)]
    forms = [context["adminform"].form, *rows]
    return {name: value for form in forms for name, value in sent_by(form)}


def sent_by(form: BaseForm) -> list[tuple[str, Any]]:
    return [pair for field in form for pair in values_of(field)]


def values_of(field: BoundField) -> list[tuple[str, Any]]:
    value, widget = field.value(), field.field.widget
    if isinstance(widget, MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value)
        return [
            (f"{field.html_name}_{number}", "" if part is None else str(part))
            for number, part in enumerate(parts)
        ]
    if value is None or value is False:
        return [] if value is False else [(field.html_name, "")]
    return [(field.html_name, as_sent(value))]


def as_sent(value: Any) -> Any:
    return [getattr(one, "pk", one) for one in value] if isinstance(value, list) else value


def save(client: Client, posting: Posting, data: dict[str, Any]) -> HttpResponse:
    return client.post(address(posting), {"_continue": "1", **data})
