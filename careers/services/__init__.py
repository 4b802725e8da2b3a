"""Everything that changes a posting with consequences; views, admin and commands call these."""

from careers.services.blocks import confirm_block, make_block, take_own_text, use_block
from careers.services.drafts import confirm_language, note_draft_change
from careers.services.publishing import close_posting, publish_posting, reopen_posting
from careers.services.refusals import (
    BlockRefused,
    CloseRefused,
    ConfirmRefused,
    PostingRefused,
    PublishRefused,
)
from careers.services.republishing import republish_block

__all__ = [
    "BlockRefused",
    "CloseRefused",
    "ConfirmRefused",
    "PostingRefused",
    "PublishRefused",
    "close_posting",
    "confirm_block",
    "confirm_language",
    "make_block",
    "note_draft_change",
    "publish_posting",
    "reopen_posting",
    "republish_block",
    "take_own_text",
    "use_block",
]
