"""Fields are written by templates/plain: label, hint, error, input, tied together for screen readers."""

import pytest
from bs4 import BeautifulSoup, Tag
from crispy_forms.utils import render_crispy_form
from django import forms


class Sample(forms.Form):
    name = forms.CharField(help_text="As in your passport.")
    phone = forms.CharField(required=False)
    agreed = forms.BooleanField()
    way = forms.ChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, help_text="One."
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(required=False)


def render_sample(data: dict[str, str] | None = None) -> Tag:
    return BeautifulSoup(render_crispy_form(Sample(data)), "html.parser")


def order(tree: Tag, field: str) -> list[str]:
    box = tree.find(id=f"div_id_{field}")
    return [
        child["class"][0] if child.get("class") else child.name
        for child in box.find_all(recursive=False)
    ]


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("name", ["label", "hint", "field-error", "input"]),
        ("agreed", ["input", "label", "field-error"]),
        ("way", ["legend", "hint", "field-error", "div"]),
    ],
)
def test_field_with_an_error_has_its_parts_in_order(field, parts):
    assert order(render_sample({}), field) == parts


def test_input_is_described_by_hint_and_error():
    field = render_sample({}).find("input", {"name": "name"})
    assert (field["aria-describedby"], field["aria-invalid"]) == (
        "id_name_helptext id_name_error",
        "true",
    )


def test_group_of_choices_is_described_by_hint_and_error():
    group = render_sample({}).find("fieldset", id="div_id_way")
    assert group["aria-describedby"] == "id_way_helptext id_way_error"


def test_every_description_exists():
    tree = render_sample({})
    names = {
        name
        for one in tree.select("[aria-describedby]")
        for name in one["aria-describedby"].split()
    }
    assert {name for name in names if not tree.find(id=name)} == set()


def test_form_without_errors_shows_none():
    assert render_sample().select(".field-error, .is-invalid, [aria-invalid]") == []


def test_only_what_is_optional_is_marked():
    marked = [
        label["for"] for label in render_sample().find_all("label") if label.find(class_="optional")
    ]
    assert marked == ["id_phone", "id_file"]


def test_hidden_field_has_no_label():
    tree = render_sample()
    assert (len(tree.select("input[name=token]")), tree.select("label[for=id_token]")) == (1, [])


def test_form_leaves_checking_to_the_server_and_can_carry_files():
    form = render_sample().form
    assert (form.has_attr("novalidate"), form["enctype"], form["method"]) == (
        True,
        "multipart/form-data",
        "post",
    )
