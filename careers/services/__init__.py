"""Everything that changes a posting with consequences; views, admin and commands call these."""

from careers.services.publishing import (
    CloseRefused,
    PostingRefused,
    PublishRefused,
    close_posting,
    publish_posting,
    reopen_posting,
)

__all__ = [
    "CloseRefused",
    "PostingRefused",
    "PublishRefused",
    "close_posting",
    "publish_posting",
    "reopen_posting",
]
