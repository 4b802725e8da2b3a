"""The command load_demo: when it works, when it refuses, and what it says."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from pytest_django import Settings

from applications.demo import Loaded
from applications.management.commands.load_demo import format_report
from careers.models import Posting
from tests.careers.factories import PostingFactory

pytestmark = pytest.mark.django_db


def load_demo(*options: str) -> str:
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def test_command_loads_and_tells_the_logins() -> None:
    assert load_demo() == (
        "Loaded 29 postings and 45 applications.\n"
        f"Logins: admin, hr, editor, team. Password of each: {project.DEMO_PASSWORD}\n"
    )


def test_command_tells_no_password_where_no_login_is_new() -> None:
    assert format_report(Loaded(postings=2, applications=3, logins=[]), "a-secret") == (
        "Loaded 2 postings and 3 applications."
    )


def test_command_leaves_existing_postings_alone() -> None:
    PostingFactory()
    assert load_demo() == "There are postings already. Nothing was changed.\n"
    assert Posting.objects.count() == 1


def test_command_refuses_production(settings: Settings) -> None:
    settings.ENVIRONMENT = "production"
    with pytest.raises(CommandError, match="production system: demo content is not loaded"):
        load_demo()
    assert not Posting.objects.exists()


def test_command_forced_in_production_invents_a_password(
    settings: Settings, tmp_path: Path
) -> None:
    """From a folder whose people have not applied yet."""
    shutil.copytree(settings.BASE_DIR / "demo", tmp_path / "demo")
    (tmp_path / "demo/applications.toml").write_text("applications = []")
    settings.BASE_DIR = tmp_path
    settings.ENVIRONMENT = "production"
    password = load_demo("--force").split()[-1]
    assert authenticate(None, username="hr", password=password) is not None
    assert authenticate(None, username="hr", password=project.DEMO_PASSWORD) is None


def test_command_names_a_missing_folder(settings: Settings) -> None:
    settings.BASE_DIR = settings.BASE_DIR / "docs"
    with pytest.raises(CommandError, match="folder demo/ is missing"):
        load_demo()
