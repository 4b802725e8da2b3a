"""A brand is prepared, looked at and used; only then does anybody see it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from careers.branding.picture_roles import MOST_BYTES, Role
from careers.models import Brand, BrandPicture
from careers.services.brand import discard_brand_draft, is_brand_draft_new, use_brand
from careers.services.social_cards import MAKE_CARDS
from careers.web.current_brand import BRANDS, current_brand
from tests.careers.brands import draft, new_picture, save_draft, use, used

pytestmark = pytest.mark.django_db


def test_draft_changes_nothing_in_use() -> None:
    save_draft(name="Wolke", about_de="Wir.")
    BRANDS.forget()
    assert (current_brand().name, is_brand_draft_new()) == ("Verein Musterwolke e. V.", True)


def test_used_brand_is_the_draft_in_all_it_says() -> None:
    use(new_picture(Role.LOGO), name="Wolke", colour="#ffcc00", about_de="Wir.", about_en="We.")
    row = used()
    assert (row.name, row.about_de, row.about_en) == ("Wolke", "Wir.", "We.")
    assert row.pictures == draft().pictures
    assert not is_brand_draft_new()
    assert ProcrastinateJob.objects.filter(task_name=MAKE_CARDS).count() == 1


def test_discarded_draft_is_what_is_in_use() -> None:
    use(name="Wolke")
    save_draft(new_picture(Role.HERO), name="Andere")
    discard_brand_draft()
    assert (draft().name, draft().pictures) == ("Wolke", {})
    assert not BrandPicture.objects.exists()


def test_picture_in_use_stays_until_another_one_is_used() -> None:
    use(new_picture(Role.LOGO, b"one"))
    save_draft(new_picture(Role.LOGO, b"two"), removed=[Role.LOGO])
    assert BrandPicture.objects.count() == 2
    use_brand()
    assert [bytes(row.content) for row in BrandPicture.objects.all()] == [b"twologo"]


def test_removed_icon_takes_its_other_sizes_with_it() -> None:
    icons = [new_picture(role) for role in (Role.ICON, Role.ICON_TOUCH, Role.ICON_LARGE)]
    save_draft(*icons)
    assert set(draft().pictures) == {"icon", "icon_touch", "icon_large"}
    save_draft(removed=[Role.ICON])
    assert draft().pictures == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("colour", "greenish"), ("links", "http://example.org"), ("name", "n" * 121)],
)
def test_what_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save_draft(**{name: value})
    assert list(refused.value.message_dict) == [name]


def test_there_is_one_draft_and_one_in_use() -> None:
    assert sorted(Brand.objects.values_list("state", flat=True)) == ["draft", "used"]
    for state in ("draft", "other"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Brand.objects.create(state=state)


@pytest.mark.parametrize(
    ("content", "media_type"), [(b"x" * (MOST_BYTES + 1), "image/png"), (b"x", "image/svg+xml")]
)
def test_database_keeps_no_large_or_other_picture(content: bytes, media_type: str) -> None:
    facts = {"media_type": media_type, "content": content, "made_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        BrandPicture.objects.create(digest="1", **facts)
