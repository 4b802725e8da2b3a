"""Everything that changes an application with consequences; views, admin and commands call these."""

from applications.services.documents import record_access
from applications.services.drafts import (
    DraftGone,
    TypedForm,
    cancel_upload,
    change_document_kind,
    discard_draft,
    mail_draft_link,
    remove_document,
    save_typed_values,
    start_draft,
    store_documents,
    take_over_draft,
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
    append_chunk,
    finish_upload,
    start_upload,
)

__all__ = [
    "AnnouncedFile",
    "ApplicantData",
    "DraftChanged",
    "DraftGone",
    "MoveRefused",
    "PostingClosed",
    "TypedForm",
    "WrongOffset",
    "append_chunk",
    "cancel_upload",
    "change_document_kind",
    "discard_draft",
    "finish_upload",
    "mail_draft_link",
    "move_application",
    "record_access",
    "remove_document",
    "save_typed_values",
    "start_draft",
    "start_upload",
    "store_documents",
    "submit_application",
    "take_over_draft",
]
