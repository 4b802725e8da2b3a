"""Every action of the lists, sent with the keys of rows about an application that somebody may not see."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from applications.models import Application
from tests.hiring.access_rows import ACTIONS, ROWS
from tests.hiring.admin.test_access_matrix import HIDDEN
from tests.hiring.confidential import BLIND, MARKERS, Scene, set_scene

pytestmark = pytest.mark.django_db
ADVICE = (
    "Each action needs a line in ACTIONS of tests/hiring/access_rows.py, such as\n"
    '    "{name}": Action("application", {{"field": "value"}}),\n'
    "with what makes it do something at once. Without a line: {lacking}"
)
TOLD = [word for name, word in MARKERS.items() if name != "posting"]
"""The excluded know of the posting."""


def names_of(model: type[Model]) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


def actions() -> set[str]:
    """Of each list whose rows are about an application, but those that Django brings and nobody may use."""
    found = set()
    for model, model_admin in admin.site._registry.items():
        row = ROWS.get(f"{names_of(model)}_change")
        if row is not None and row.about in HIDDEN and model_admin.actions is not None:
            found |= {f"{model._meta.label_lower} {name}" for name in all_names(model_admin)}
    return found


def all_names(model_admin: "admin.ModelAdmin[Model]") -> set[str]:
    return {action.name for action in model_admin._get_base_actions()} - {"delete_selected"}


def read_rows(scene: Scene) -> list[object]:
    """Everything that is kept about what is hidden, with all its values."""
    keys = [scene.application.pk, scene.newest.pk]
    found: list[object] = [*Application.objects.filter(pk__in=keys).order_by("pk").values()]
    for model in apps.get_models():
        if any(field.name == "application" for field in model._meta.concrete_fields):
            found += model._base_manager.filter(application__in=keys).order_by("pk").values()
    return found


def act(scene: Scene, who: str, name: str, across: str) -> str:
    label, action = name.split()
    about, data = ACTIONS[name]
    sent = {"action": action, "select_across": across, "_selected_action": scene.keys[about]}
    path = reverse(f"{names_of(apps.get_model(label))}_changelist")
    answer = scene.client(who).post(path, {**sent, "confirmed": "yes", **data}, follow=True)
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def find_marks(scene: Scene, before: list[object], who: str, name: str) -> set[str]:
    """What an action told of the hidden application, and "done" if it changed what was there; that is undone."""
    marks = set()
    scene.client(who)  # signed in before
    for across in ("0", "1"):
        with transaction.atomic():
            text = act(scene, who, name, across)
            words = [*TOLD, scene.application.reference, scene.newest.reference]
            marks |= {word for word in words if word in text}
            marks |= {"done"} if read_rows(scene) != before else set()
            transaction.set_rollback(True)
    return marks


def test_every_action_has_its_line() -> None:
    lacking = sorted(actions() - set(ACTIONS))
    assert not lacking, ADVICE.format(name=lacking[0], lacking=lacking)
    assert set(ACTIONS) - actions() == set()


def test_no_action_reaches_or_names_what_is_hidden() -> None:
    scene = set_scene()
    before = read_rows(scene)
    marks = {
        f"{who}: {name}": find_marks(scene, before, who, name) for who in BLIND for name in ACTIONS
    }
    assert {place: found for place, found in marks.items() if found} == {}
    assert read_rows(scene) == before


def test_every_action_does_something_for_those_who_may() -> None:
    scene = set_scene()
    before = read_rows(scene)
    idle = {name for name in ACTIONS if "done" not in find_marks(scene, before, "HR", name)}
    assert idle == set()
    assert read_rows(scene) == before
    assert MARKERS["name"] in act(scene, "HR", "applications.application export_selected", "0")
