"""Everything that changes a posting with consequences; views, admin and commands call these."""

from careers.services.blocks import (
    confirm_block,
    make_block,
    replace_copies,
    take_own_text,
    use_block,
)
from careers.services.deadlines import extend_posting, record_dates
from careers.services.duplication import duplicate_posting
from careers.services.pasted_text import mend_block_text, mend_section_text
from careers.services.posting_drafts import confirm_language, note_draft_change
from careers.services.posting_refusals import (
    BlockRefused,
    CloseRefused,
    ConfirmRefused,
    ExtendRefused,
    PostingRefused,
    PublishRefused,
)
from careers.services.publishing import close_posting, publish_posting, reopen_posting
from careers.services.republishing import (
    is_republishing,
    republish_block,
    republish_in_parts,
    request_republishing,
)

__all__ = [
    "BlockRefused",
    "CloseRefused",
    "ConfirmRefused",
    "ExtendRefused",
    "PostingRefused",
    "PublishRefused",
    "close_posting",
    "confirm_block",
    "confirm_language",
    "duplicate_posting",
    "extend_posting",
    "is_republishing",
    "make_block",
    "mend_block_text",
    "mend_section_text",
    "note_draft_change",
    "publish_posting",
    "record_dates",
    "reopen_posting",
    "replace_copies",
    "republish_block",
    "republish_in_parts",
    "request_republishing",
    "take_own_text",
    "use_block",
]
