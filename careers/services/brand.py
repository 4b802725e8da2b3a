"""The brand is prepared in a draft, looked at, and then used at once by all pages."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from careers.branding.picture_roles import NewPicture, Picture, Role
from careers.models import Brand, BrandPicture
from careers.models.brand import TEXTS
from careers.services.social_cards import defer_social_cards
from careers.web.current_brand import BRANDS
from careers.web.public_news import NEWS

OWN = {"id", "state"}


def save_brand_draft(
    *, draft: Brand, pictures: Iterable[NewPicture], removed: Collection[Role], now: datetime
) -> None:
    """Keeps the draft's values, removes pictures by what was uploaded, and adds new ones. Nothing public changes."""
    with transaction.atomic():
        for role in removed:
            draft.remove_pictures(role)
        draft.put_pictures({new.role: keep_picture(new, now) for new in pictures})
        draft.full_clean()
        draft.save()
        delete_unused_pictures()


def keep_picture(new: NewPicture, now: datetime) -> Picture:
    facts = {"media_type": new.media_type, "content": new.content, "made_at": now}
    BrandPicture.objects.get_or_create(pk=new.picture.digest, defaults=facts)
    return new.picture


def use_brand() -> None:
    """What the draft says is what all pages, mails and files show from the commit on."""
    with transaction.atomic():
        copy_brand(Brand.State.DRAFT, Brand.State.USED)
        delete_unused_pictures()
        defer_social_cards()
        transaction.on_commit(BRANDS.forget)
        transaction.on_commit(NEWS.note_own_change)


def discard_brand_draft() -> None:
    """The draft begins again with what is in use."""
    with transaction.atomic():
        copy_brand(Brand.State.USED, Brand.State.DRAFT)
        delete_unused_pictures()


def copy_brand(source: Brand.State, target: Brand.State) -> None:
    """In this order for both directions: a lock on two rows."""
    rows = {row.state: row for row in Brand.objects.select_for_update().order_by("pk")}
    for name in brand_columns():
        setattr(rows[target], name, getattr(rows[source], name))
    rows[target].save()


def is_brand_draft_new() -> bool:
    """Whether the draft says anything else than what is in use."""
    draft, used = (
        Brand.objects.filter(state=state).values(*brand_columns()).get()
        for state in (Brand.State.DRAFT, Brand.State.USED)
    )
    return {**draft} != {**used}


def brand_columns() -> list[str]:
    """All that a draft says; of a translated text each language."""
    left_out = OWN | {*TEXTS}
    return [field.attname for field in Brand._meta.concrete_fields if field.name not in left_out]


def delete_unused_pictures() -> None:
    """Those that neither row shows."""
    shown = {
        facts["digest"]
        for pictures in Brand.objects.values_list("pictures", flat=True)
        for facts in pictures.values()
    }
    BrandPicture.objects.exclude(pk__in=shown).delete()
