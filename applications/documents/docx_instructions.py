"""What the instruction of a field in a DOCX means to any program that may read it (ECMA-376, part 1, 17.16).

An instruction stands in pieces. Of some, programs differ in whether they read them: what was deleted or
inserted, the branches of a choice (part 3, Markup Compatibility), elements that a program need not know,
text that is no instruction. The field is active if it is one in any reading.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from applications.documents.link_targets import is_mailbox, leads_elsewhere
from applications.enums import Removed
from careers.text.invisible_characters import BLANK_LETTERS

FETCHING = {
    **dict.fromkeys(
        ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DATABASE", "DATA", "RD"),
        Removed.OUTSIDE,
    ),
    **dict.fromkeys(("LINK", "DDE", "DDEAUTO"), Removed.OUTSIDE),
    **dict.fromkeys(
        (
            "DOCPROPERTY",
            "DOCVARIABLE",
            "INFO",
            "TITLE",
            "SUBJECT",
            "KEYWORDS",
            "COMMENTS",
        ),
        Removed.REST,
    ),
    **dict.fromkeys(("PRINT", "FILLIN", "ASK", "CONTROL", "HTMLCONTROL"), Removed.ACTIONS),
}
"""What is active whatever follows, or shows words that are kept elsewhere in the file than where they were shown last."""
LINK, MACRO = "HYPERLINK", "MACROBUTTON"
KEYWORDS = (*FETCHING, LINK, MACRO)
NO_MACROS = {"NOMACRO", "DOFIELDCLICK"}
"""What templates write where a click is to select words and nothing else; programs have no macros of these names."""
NESTED = "\0"
"""Stands in an instruction for a field within it."""
BEFORE_KEYWORD = re.compile(rf"[^\w={NESTED}]*")
LETTERS = re.compile(r"[A-Z]*")
UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Me"}
"""Categories of Unicode that show nothing, or a sign upon a letter."""
WORD = re.compile(r"[\"“”]([^\"“”]*)[\"“”]?|([^\s\"“”]+)")
"""An argument of a field, in quotation marks or not."""
STRAIGHT_WORD = re.compile(r"\"([^\"]*)\"?|([^\s\"]+)")
"""The same for LibreOffice, to which curly marks are letters."""
CURLY_MARKS = "“”"
NAMED_SWITCHES = {"\\l", "\\o", "\\t"}
"""The next argument belongs to them: a place in the document, words to be shown, a window. LibreOffice knows them in
small letters only, and takes an argument of any other switch for the address."""
SWITCH = re.compile(r"\\[a-z*@#!]", re.IGNORECASE)

DELETED, INSERTED, TEXT, SIGN, BRANCH = "deleted", "inserted", "text", "sign", "branch"


class Piece(NamedTuple):
    """Of an instruction, with the reasons for which a program may pass it over; none: all read it."""

    words: str
    reasons: frozenset[str] = frozenset()


def find_active_field(pieces: list[Piece]) -> Removed | None:
    """What kind of field it is in its worst reading; None if it is harmless in all.

    One whose name another field computes, wholly or in part, is none that a program for texts makes.
    """
    found = find_keywords(pieces)
    fetching = [FETCHING[word] for word in found if word in FETCHING]
    if fetching:
        return fetching[0]
    if NESTED in found:
        return Removed.ACTIONS
    if LINK in found and any(map(is_harmful_link, find_readings(pieces, LINK))):
        return Removed.LINKS
    if MACRO in found and any(map(is_macro, find_readings(pieces, MACRO))):
        return Removed.SCRIPTS
    return None


def find_keywords(pieces: list[Piece]) -> list[str]:
    """Of KEYWORDS those with which the instruction begins in some reading; NESTED where a field computes them."""
    found: list[str] = []
    begun = {""}
    for piece in pieces:
        words = simplify(piece.words)
        read = [read_keyword(start, words) for start in sorted(begun)]
        found += [word for word, is_whole in read if is_whole]
        still = {word for word, is_whole in read if not is_whole and is_keyword_begun(word)}
        begun = begun | still if piece.reasons else still
        if not begun:
            break
    return found + [word for word in begun if word in KEYWORDS]


def read_keyword(begun: str, words: str) -> tuple[str, bool]:
    """The keyword of which `begun` has been read, after these words, too; whether it has ended.

    NESTED if a field within the instruction may compute one; "-", which begins no keyword, for other words.
    """
    rest = words if begun else words[len(match_start(BEFORE_KEYWORD, words)) :]
    letters = match_start(LETTERS, rest)
    keyword, after = begun + letters, rest[len(letters) :]
    if not after:
        return keyword, False
    if after.startswith(NESTED):
        return (NESTED, True) if is_keyword_begun(keyword) else ("-", False)
    return (keyword, True) if keyword in KEYWORDS else ("-", False)


def match_start(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.match(words)
    return found[0] if found else ""


def is_keyword_begun(letters: str) -> bool:
    return any(keyword.startswith(letters) for keyword in KEYWORDS)


def simplify(words: str) -> str:
    """Capital letters without signs upon them, wide ones as usual ones, and nothing that is not seen."""
    return spell_plainly(words).upper()


def spell_plainly(words: str) -> str:
    """The same, large and small as they are."""
    if words.isascii():
        return words.replace("\x7f", "")
    plain = unicodedata.normalize("NFKD", words)
    return "".join(one for one in plain if is_seen(one))


def is_seen(character: str) -> bool:
    if character == NESTED or character.isspace():
        return True
    return unicodedata.category(character) not in UNSEEN and character not in BLANK_LETTERS


def find_readings(pieces: list[Piece], keyword: str) -> Iterator[str]:
    """The arguments of a field of this kind in each way in which its instruction may be read.

    Where branches of a choice make up an instruction, nobody knows: a field in the place of the address.
    """
    doubtful = sorted(
        {reason for piece in pieces for reason in piece.reasons if piece.words.strip()}
    )
    signs = {SIGN} & {reason for piece in pieces for reason in piece.reasons}
    if BRANCH in doubtful:
        yield NESTED
        return
    doubtful = sorted({*doubtful, *signs})
    for count in range(len(doubtful) + 1):
        for passed_over in combinations(doubtful, count):
            read = (each.words for each in pieces if not each.reasons & {*passed_over})
            words = spell_plainly("".join(read))
            begin = len(match_start(BEFORE_KEYWORD, words))
            end = begin + len(keyword)
            if words[begin:end].upper() == keyword:
                yield words[end:]


def is_macro(arguments: str) -> bool:
    """Whether a click on a MACROBUTTON may start something (17.16.5.37)."""
    name = WORD.search(arguments)
    return name is None or (name[1] or name[2]).upper() not in NO_MACROS


def is_harmful_link(arguments: str) -> bool:
    return any(find_harmful_addresses(arguments))


def find_harmful_addresses(arguments: str) -> set[str]:
    """Where a HYPERLINK leads, to any reader, that is no page, mailbox, phone or document (17.16.5.25).

    A backslash stands twice where it is meant; where a field computes the address, nobody knows.
    """
    return {
        address
        for pattern in (WORD, STRAIGHT_WORD)
        for address in find_addresses(pattern, arguments)
        if NESTED in address or leads_elsewhere(address)
    }


def find_mailbox(pieces: list[Piece]) -> str | None:
    """The address of mail of a HYPERLINK that would be harmless if it said that it is one; None for any other field."""
    if {*find_keywords(pieces)} != {LINK}:
        return None
    readings = find_readings(pieces, LINK)
    harmful = {address for each in readings for address in find_harmful_addresses(each)}
    return harmful.pop() if len(harmful) == 1 and all(map(is_mailbox, harmful)) else None


def find_addresses(pattern: re.Pattern[str], arguments: str) -> Iterator[str]:
    """What somebody may take for the address."""
    is_named = False
    for quoted, bare in pattern.findall(arguments):
        if SWITCH.fullmatch(bare):
            is_named = bare in NAMED_SWITCHES
        elif is_named:
            is_named = False
        else:
            yield quoted or bare.strip(CURLY_MARKS)
