from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.careers.importing.sources import NUMBER_OF_SEEDS, seed_text


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What the importer says is compared in English."""
    with override("en"):
        yield


@pytest.fixture(params=range(NUMBER_OF_SEEDS), ids=lambda number: f"seed-{number}")
def seed(request: pytest.FixtureRequest) -> str:
    """The text of each real ad in turn."""
    return seed_text(request.param)
