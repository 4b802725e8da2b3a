"""Everything that changes a posting with consequences; views, admin and commands call these."""

from careers.services.publishing import close_posting, publish_posting, reopen_posting
from careers.services.refusals import CloseRefused, PostingRefused, PublishRefused

__all__ = [
    "CloseRefused",
    "PostingRefused",
    "PublishRefused",
    "close_posting",
    "publish_posting",
    "reopen_posting",
]
