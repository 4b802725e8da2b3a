"""The example brands: each is complete, and the command switches between them."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from applications.demo.brands import FILES, NONE, brand_names
from applications.demo.content import demo_folder, read_tables
from careers.branding.picture_roles import Role
from careers.models import BrandPicture
from tests.careers.brands import used

EXAMPLES = [name for name in brand_names() if name != NONE]


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_has_all_words_and_pictures(name: str) -> None:
    [row] = [row for row in read_tables("brands")["brands"] if row["slug"] == name]
    assert all(row.values())
    names = sorted(path.name for path in (demo_folder() / "brands" / name).iterdir())
    assert names == sorted(FILES.values())


@pytest.mark.django_db
def test_command_uses_an_example_and_none_again() -> None:
    call_command("demo_brand", "town")
    assert (used().name, used().colour) == ("Stadtwerke Musterhausen", "#ffcc00")
    assert set(used().pictures) == {str(role) for role in Role}
    assert "Kommen Sie ins Team" in used().introduction_de
    call_command("demo_brand", "none")
    assert (used().name, used().introduction_en, used().pictures) == ("", "", {})
    assert not BrandPicture.objects.exists()


@pytest.mark.django_db
def test_command_knows_its_examples_only(settings: Settings) -> None:
    with pytest.raises(CommandError, match="cloud, town, workshop"):
        call_command("demo_brand", "other")
    settings.ENVIRONMENT = "production"
    with pytest.raises(CommandError, match="production"):
        call_command("demo_brand", "town")
