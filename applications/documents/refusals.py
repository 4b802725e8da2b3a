"""Why a file is refused: one sentence each, with the cause and what to do about it."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Cause(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    WRONG_EXTENSION = "wrong_extension"
    OLD_OFFICE = "old_office"
    LOCKED = "locked"
    BROKEN = "broken"
    ENCODING = "encoding"
    MACROS = "macros"
    IMPORTED = "imported"
    ELSEWHERE = "elsewhere"
    NOT_CLEANED = "not_cleaned"
    TOO_MANY_PIXELS = "too_many_pixels"
    NO_HEIC = "no_heic"
    TOO_COMPLEX = "too_complex"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"
    NOT_CHECKED = "not_checked"


SENTENCES: dict[Cause, str | Promise] = {
    Cause.EMPTY: _("“%(name)s” is empty. Check the file and choose it again."),
    Cause.TOO_LARGE: _(
        "“%(name)s” has %(size)s, but a file may have at most %(limit)s. "
        "Make it smaller, for example by saving it with smaller pictures."
    ),
    Cause.WRONG_TYPE: _(
        "“%(name)s” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG."
    ),
    Cause.WRONG_EXTENSION: _(
        "“%(name)s” is in fact a %(format)s file. "
        "Let its name end with .%(extension)s and choose it again."
    ),
    Cause.OLD_OFFICE: _(
        "“%(name)s” is locked with a password or in an old Office format. Save it as PDF."
    ),
    Cause.LOCKED: _(
        "“%(name)s” is locked with a password. Save it without a password and choose it again."
    ),
    Cause.BROKEN: _(
        "“%(name)s” is damaged and cannot be opened. Save it again, ideally as PDF, and choose it "
        "again."
    ),
    Cause.ENCODING: _(
        "“%(name)s” is written in a character encoding that we cannot check. Save it again, "
        "ideally as PDF."
    ),
    Cause.MACROS: _("“%(name)s” contains macros. Save it without macros, ideally as PDF."),
    Cause.IMPORTED: _(
        "“%(name)s” holds text in another format that only some programs show. Save it as PDF."
    ),
    Cause.ELSEWHERE: _(
        "“%(name)s” takes text from other files, which do not come with it. Save it as PDF."
    ),
    Cause.NOT_CLEANED: _(
        "“%(name)s” contains active parts that cannot be taken out. "
        "Print it into a new PDF file and choose that."
    ),
    Cause.TOO_MANY_PIXELS: _(
        "“%(name)s” is too large for us as HEIC: at most 25 megapixels, fewer with HDR. "
        "Send it as JPG, or take it with fewer pixels."
    ),
    Cause.NO_HEIC: _("“%(name)s” is a HEIC picture, which we cannot read here. Send it as JPG."),
    Cause.TOO_COMPLEX: _(
        "“%(name)s” unpacks to more than we can check. Save it again, ideally as PDF."
    ),
    Cause.TOO_MANY: _(
        "“%(name)s” was not kept: at most %(limit)s files can be sent. "
        "Remove another one first, or put several into one PDF."
    ),
    Cause.TOO_MUCH: _(
        "“%(name)s” was not kept: your files would have %(size)s together, but at most %(limit)s "
        "can be sent. Remove another one first or make it smaller."
    ),
    Cause.NOT_CHECKED: _(
        "“%(name)s” could not be checked just now. Choose it again, on its own if there were several."
    ),
}


class RefusedContent(Exception):
    """What the inspection of a file's bytes found; knows nothing of names or languages."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


class RefusedUpload(Exception):
    """A file was refused; the text is a sentence for its owner, in the active language."""

    def __init__(self, cause: Cause, **facts: str) -> None:
        super().__init__(SENTENCES[cause] % facts)
        self.cause = cause
