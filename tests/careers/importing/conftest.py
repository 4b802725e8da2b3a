import pytest

from tests.careers.importing.sources import NUMBER_OF_SEEDS, seed_text


@pytest.fixture(params=range(NUMBER_OF_SEEDS), ids=lambda number: f"seed-{number}")
def seed(request: pytest.FixtureRequest) -> str:
    """The text of each real ad in turn."""
    return seed_text(request.param)
