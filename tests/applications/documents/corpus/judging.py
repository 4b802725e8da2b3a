"""Puts each file of the corpus through the real check, and says what came of it and what should have."""

from typing import NamedTuple

import pikepdf
from django.utils.translation import override

from applications.documents.pdf_cleaning import clean_pdf
from applications.documents.refusals import SENTENCES, Cause, RefusedUpload
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import MediaType
from tests.applications import files
from tests.applications.documents.corpus.harmful import Harmful, is_marked
from tests.applications.documents.corpus.honest import Honest

LANGUAGES = ("en", "de")


class Judgement(NamedTuple):
    """Of a harmful file: whether it got in as it was, still active, or for another cause than its own."""

    what: str
    is_let_in: bool = False
    is_active: bool = False
    is_misnamed: bool = False


def find_refusal(file: Honest) -> str:
    """Why an honest file was refused, in either language; "" if it was not."""
    for language in LANGUAGES:
        with override(language):
            try:
                check_upload(files.upload(file.content, file.name))
            except RefusedUpload as refusal:
                return f"{file.what}: {refusal}"
    return ""


def judge(file: Harmful) -> Judgement:
    """What came of a harmful file; each language has its turn, and the worse answer counts."""
    found = [judge_in(language, file) for language in LANGUAGES]
    return Judgement(
        file.what, *(any(several) for several in zip(*(one[1:] for one in found), strict=True))
    )


def judge_in(language: str, file: Harmful) -> Judgement:
    with override(language):
        try:
            checked = check_upload(files.upload(file.content, file.name))
        except RefusedUpload as refusal:
            is_own = file.wanted is refusal.cause and is_its_sentence(str(refusal), refusal.cause)
            return Judgement(file.what, is_misnamed=not is_own)
    if isinstance(file.wanted, Cause):
        return Judgement(file.what, is_let_in=True, is_misnamed=True)
    is_misnamed = {*checked.removed} != file.wanted
    return Judgement(file.what, is_active=is_still_active(checked), is_misnamed=is_misnamed)


def is_its_sentence(text: str, cause: Cause) -> bool:
    """Whether a text is the sentence of this cause in the active language, whatever it names."""
    pieces = str(SENTENCES[cause]).replace("%%", "").split("%(")
    return all(piece.partition(")s")[2] in text for piece in pieces[1:])


def is_still_active(checked: CheckedUpload) -> bool:
    """Whether what the staff gets is active; of what was handed on as it came, that is said."""
    if checked.original is None:
        return True
    checked.content.seek(0)
    if checked.media_type is MediaType.PDF:
        with pikepdf.open(checked.content) as document:
            return bool(clean_pdf(document))
    return is_marked(checked.content.read())
