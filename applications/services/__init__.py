"""Everything that changes an application with consequences; views, admin and commands call these."""

from applications.services.moving import MoveRefused, move_application
from applications.services.reading import record_access
from applications.services.submission import ApplicantData, PostingClosed, submit_application

__all__ = [
    "ApplicantData",
    "MoveRefused",
    "PostingClosed",
    "move_application",
    "record_access",
    "submit_application",
]
