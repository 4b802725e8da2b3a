"""The tables of postings; each file holds a model below its queryset."""

from careers.models.brand import Brand, BrandPicture
from careers.models.edition import Edition
from careers.models.edition_text import EditionText
from careers.models.organisation import Contact, Department, Location
from careers.models.posting import Posting
from careers.models.posting_event import PostingEvent
from careers.models.question import PostingQuestion
from careers.models.redirect import Redirect
from careers.models.search_entry import SearchEntry
from careers.models.search_word import SearchWord
from careers.models.section import PostingSection
from careers.models.social_card import SocialCard
from careers.models.text_block import TextBlock

__all__ = [
    "Brand",
    "BrandPicture",
    "Contact",
    "Department",
    "Edition",
    "EditionText",
    "Location",
    "Posting",
    "PostingEvent",
    "PostingQuestion",
    "PostingSection",
    "Redirect",
    "SearchEntry",
    "SearchWord",
    "SocialCard",
    "TextBlock",
]
