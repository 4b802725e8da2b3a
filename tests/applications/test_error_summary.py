"""The links of the error summary lead to what can be filled in, also without a script."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

CHOICES = [("a", "A"), ("b", "B")]
FIELDS: dict[str, forms.Field] = {
    "text": forms.CharField(),
    "area": forms.CharField(widget=forms.Textarea),
    "select": forms.ChoiceField(choices=CHOICES),
    "box": forms.BooleanField(),
    "file": forms.FileField(),
    "radio": forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect),
    "boxes": forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple),
    "date": forms.DateField(widget=forms.SelectDateWidget(years=[2027])),
    "moment": forms.SplitDateTimeField(),
}


def form_with(name: str) -> Any:
    return type("OneField", (forms.Form,), {name: FIELDS[name]})(data={})


@pytest.mark.parametrize("name", FIELDS)
def test_link_leads_to_the_first_input(name: str) -> None:
    form = form_with(name)
    summary = BeautifulSoup(
        render_to_string("includes/_error_summary.html", {"form": form}), "html.parser"
    )
    inputs = BeautifulSoup(str(form[name]), "html.parser").select("input, select, textarea")
    assert [link["href"] for link in summary.select("a")] == [f"#{inputs[0]['id']}"]
