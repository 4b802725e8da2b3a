"""Cards are drawn after publication, and anew with the brand."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from careers.channels.pdf.typesetter import TypesetterFailed
from careers.models import SocialCard
from careers.services import editions, publish_posting, social_cards
from careers.services.social_cards import MAKE_CARDS, make_social_cards
from tests.careers.brands import use
from tests.careers.factories import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn, by title; each drawing is other bytes."""
    titles = list[str]()

    def draw(card: social_cards.Card, _brand: object) -> bytes:
        titles.append(card.title)
        return f"{len(titles)}".encode()

    monkeypatch.setattr(social_cards, "draw_card", draw)
    return titles


def test_card_is_a_png_of_the_size_that_networks_ask_for() -> None:
    posting = published(german_only=True)
    assert make_social_cards(posting.pk) == 1
    with Image.open(BytesIO(SocialCard.objects.get().content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_publication_orders_a_card_for_each_language(
    drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "defer_social_cards", social_cards.defer_social_cards)
    posting = published()
    [job] = ProcrastinateJob.objects.filter(task_name=MAKE_CARDS)
    assert job.args == {"posting": posting.pk}
    make_social_cards(posting.pk)
    cards = SocialCard.objects.values_list("language", flat=True)
    assert (sorted(cards), len(drawn)) == (["de", "en"], 2)


def test_what_is_drawn_is_drawn_once(drawn: list[str]) -> None:
    published()
    assert (make_social_cards(), make_social_cards()) == (2, 0)
    assert len(drawn) == 4  # two of them for the list


def test_another_look_draws_all_anew(drawn: list[str]) -> None:
    published()
    make_social_cards()
    before = set(SocialCard.objects.values_list("digest", flat=True))
    use(colour="#ffcc00")
    assert make_social_cards() == 2
    assert not before & set(SocialCard.objects.values_list("digest", flat=True))
    assert SocialCard.objects.count() == 4


def test_words_of_the_brand_alone_draw_nothing_anew(drawn: list[str]) -> None:
    published()
    make_social_cards()
    use(about_de="Wir.")
    assert make_social_cards() == 0


def test_card_of_an_earlier_edition_goes(drawn: list[str]) -> None:
    posting = published(german_only=True)
    make_social_cards(posting.pk)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    make_social_cards(posting.pk)
    posting.refresh_from_db()
    assert SocialCard.objects.get().text.edition == posting.current_edition


def test_words_that_cannot_be_set_get_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise TypesetterFailed

    monkeypatch.setattr(social_cards, "draw_card", refuse)
    published()
    make_social_cards()
    assert not SocialCard.objects.exists()
