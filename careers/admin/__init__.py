"""What HR sees of postings in Django admin; importing this registers it."""

from careers.admin.edition import EditionAdmin
from careers.admin.organisation import ContactAdmin, DepartmentAdmin, LocationAdmin
from careers.admin.posting import PostingAdmin
from careers.admin.text_block import TextBlockAdmin

__all__ = [
    "ContactAdmin",
    "DepartmentAdmin",
    "EditionAdmin",
    "LocationAdmin",
    "PostingAdmin",
    "TextBlockAdmin",
]
