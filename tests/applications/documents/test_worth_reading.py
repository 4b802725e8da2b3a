"""What is looked for in a part is found wherever the border of two blocks is."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from applications.documents.docx_text import WORDS_OF_LINK, WORTH_READING
from applications.documents.drawings import DRAWING_TAG
from applications.documents.office import BLOCK
from applications.documents.office_parts import INSTRUCTION, LONGEST_WORD, is_worth_reading
from tests.applications import files

FOUND = {
    **{f"w:{word}=": WORTH_READING for word in WORDS_OF_LINK},
    "<w:fldChar ": WORTH_READING,
    "<v:imagedata src=": WORTH_READING,
    "<s:SVG ": DRAWING_TAG,
    "<?other ": INSTRUCTION,
}


@pytest.mark.parametrize("words", FOUND)
@pytest.mark.parametrize("before_the_border", [0, 1, 5, LONGEST_WORD])
def test_words_on_both_sides_of_a_border_are_found(words: str, before_the_border: int) -> None:
    start = "<a>"
    text = start + "a" * (BLOCK - len(start) - before_the_border) + words
    with ZipFile(BytesIO(files.archive({"a.xml": text}))) as archive:
        assert is_worth_reading(archive, "a.xml", FOUND[words])


@pytest.mark.parametrize("pattern", [WORTH_READING, DRAWING_TAG, INSTRUCTION])
def test_no_pattern_is_longer_than_what_is_carried_over(pattern: re.Pattern[bytes]) -> None:
    """Whatever has no end may begin before what is kept of the last block."""
    assert not re.search(rb"[*+]|\{\d*,", pattern.pattern)
    assert len(max(pattern.pattern.split(b"|"), key=len)) <= LONGEST_WORD
