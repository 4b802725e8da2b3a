"""Locks on postings and blocks, always in this order, so that two people never wait for each other."""

from django.db.models import QuerySet

from careers.models import Posting, PostingSection, TextBlock


def lock_postings(postings: QuerySet[Posting]) -> None:
    """Locks all of them in the order of their keys; a block that goes with them is locked after them."""
    locked = Posting.objects.select_for_update(no_key=True).order_by("pk")
    list(locked.filter(pk__in=postings.values("pk")).values_list("pk"))


def lock_block(block: TextBlock) -> TextBlock:
    """Locks the block and returns it as stored."""
    return TextBlock.objects.select_for_update(no_key=True).get(pk=block.pk)


def lock_section(section: PostingSection) -> PostingSection:
    """Locks the section's posting and returns the section as stored."""
    Posting.objects.select_for_update(no_key=True).get(pk=section.posting_id)
    return PostingSection.objects.select_related("block", "posting").get(pk=section.pk)
