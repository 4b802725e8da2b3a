"""Everything that changes an application with consequences; views, admin and commands call these."""

from applications.services.documents import record_access
from applications.services.drafts import (
    DraftGone,
    change_kind,
    discard_draft,
    drop_upload,
    keep_documents,
    mail_link,
    remove_document,
    save_typed,
    start_draft,
)
from applications.services.stages import MoveRefused, move_application
from applications.services.submission import (
    ApplicantData,
    DraftChanged,
    PostingClosed,
    submit_application,
)
from applications.services.uploads import (
    AnnouncedFile,
    WrongOffset,
    finish_upload,
    start_upload,
    take_piece,
)

__all__ = [
    "AnnouncedFile",
    "ApplicantData",
    "DraftChanged",
    "DraftGone",
    "MoveRefused",
    "PostingClosed",
    "WrongOffset",
    "change_kind",
    "discard_draft",
    "drop_upload",
    "finish_upload",
    "keep_documents",
    "mail_link",
    "move_application",
    "record_access",
    "remove_document",
    "save_typed",
    "start_draft",
    "start_upload",
    "submit_application",
    "take_piece",
]
