"""How the server reads a number or a date, for the page on which somebody is typing it."""

import re
from decimal import Decimal

from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from careers.forms.moments import ClockField, DayField, LocalMomentField
from careers.forms.numbers import NumberField, WholeNumberField
from careers.forms.readings import ReadField

NUMBERS = {"number": NumberField, "whole": WholeNumberField}
DAYS = {"day": DayField, "moment": LocalMomentField}
LIMIT = r"-?[0-9]{1,12}(?:\.[0-9]{1,4})?"
NUMBER = re.compile(rf"(number|whole) ([0-9]{{0,2}}) ({LIMIT})? ({LIMIT})?")
DAY = re.compile(r"(day|moment) ([0-9]{4}) ([0-9]{4})")


@never_cache
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """What `text` is to a field as `field` describes it: in words, or what is wrong with it.

    By POST, as what applicants type belongs into no log. Stores nothing and asks no database.
    """
    field = make_described_field(request.POST.get("field", ""))
    try:
        value = field.clean(request.POST.get("text", ""))
    except ValidationError as refused:
        return JsonResponse({"words": "", "error": " ".join(refused.messages)})
    return JsonResponse({"words": field.say_reading(value), "error": ""})


def make_described_field(described: str) -> ReadField:
    """The field that ReadField.describe() tells of. Raises BadRequest."""
    if described == ClockField.kind:
        return ClockField(required=False)
    if number := NUMBER.fullmatch(described):
        kind, places, least, most = number.groups()
        return NUMBERS[kind](
            required=False,
            decimal_places=int(places) if places else None,
            least=read_limit(least),
            most=read_limit(most),
        )
    if day := DAY.fullmatch(described):
        kind, first, last = day.groups()
        return DAYS[kind](required=False, first_year=int(first), last_year=int(last))
    raise BadRequest


def read_limit(limit: str | None) -> Decimal | None:
    return Decimal(limit) if limit else None
