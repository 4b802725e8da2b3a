"""DOCX with fields that programs read apart: what one passes over is the instruction of another."""

from applications.documents.refusals import Cause
from applications.enums import Removed
from tests.applications.documents import office_files as made
from tests.applications.documents.active_links import ADDRESS, HIDDEN
from tests.applications.documents.honest_docx import complex_field
from tests.applications.documents.office_files import docx

CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OTHER = f'xmlns:mc="{CHOICE}" xmlns:zz="urn:example:other" mc:Ignorable="zz"'
FETCH = f"INCLUDETEXT &quot;{ADDRESS}&quot;"
TO_FILE = f"HYPERLINK &quot;file://example.org/{HIDDEN}&quot;"
RESULT = "<w:r><w:t>Result</w:t></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BEGIN, SEPARATE, END = map(mark, ("begin", "separate", "end"))


def words(instruction: str, *, element: str = "w:instrText") -> str:
    return f"<w:r><{element}>{instruction}</{element}></w:r>"


def other(inside: str) -> str:
    """Passed over by all who do not know the namespace."""
    return f"<zz:a {OTHER}>{inside}</zz:a>"


def choice(first: str, second: str) -> str:
    return (
        f'<mc:AlternateContent {OTHER}><mc:Choice Requires="zz">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def deleted(inside: str) -> str:
    return f'<w:del w:id="1" w:author="Kim">{inside}</w:del>'


def inserted(inside: str) -> str:
    return f'<w:ins w:id="1" w:author="Kim">{inside}</w:ins>'


def with_field(*parts: str) -> bytes:
    return docx(f"<w:p>{''.join(parts)}</w:p>", made.paragraph())


INSTRUCTIONS = {
    "in a fallback": choice(words("PAGE "), words(FETCH)),
    "in a choice": choice(words(FETCH), words("PAGE ")),
    "behind a choice": choice(words("PAGE "), "") + words(FETCH),
    "behind an element of others": other(words("PAGE ")) + words(FETCH),
    "in an element of others": other(words(FETCH)),
    "behind a deleted word": deleted(words("PAGE ", element="w:delInstrText")) + words(FETCH),
    "behind a deleted word alone": words("PAGE ", element="w:delInstrText") + words(FETCH),
    "behind an inserted word": inserted(words("PAGE ")) + words(FETCH),
    "behind a text": words("PAGE ", element="w:t") + words(FETCH),
    "behind a word of others": words(f"<zz:a {OTHER}>PAGE </zz:a>{FETCH}"),
    "behind a word within the word": words(f"<w:instrText>PAGE </w:instrText>{FETCH}"),
    "in text and instruction": words("INCLUDE") + words(FETCH[7:], element="w:t"),
    "around a text": words("INCL") + words("PAGE", element="w:t") + words(FETCH[4:]),
    "behind a sign that is not seen": words(f"\u200b\u3164{FETCH}"),
    "around signs that are not seen": words(f"IN\u00ad\u2060CL\u034fUDE{FETCH[7:]}"),
    "in wide letters": words(f"\uff29\uff2e{FETCH[2:]}"),
    "behind a blank of its own": words(f"\u00a0\u2003{FETCH}"),
    "behind a sign": words(f". {FETCH}"),
    "around a hyphen": words("INCLUDE") + "<w:r><w:softHyphen/></w:r>" + words(FETCH[7:]),
    "before a tab": words("INCLUDETEXT") + "<w:r><w:tab/></w:r>" + words(ADDRESS),
}
SURE = {
    **{f"field {name}": (BEGIN, inside) for name, inside in INSTRUCTIONS.items()},
    "field that begins twice": (other(BEGIN + words("PAGE ")), BEGIN, words(FETCH)),
    "field in a text box": (
        f"<w:r>{choice(f'<w:txbxContent><w:p>{BEGIN}{words(FETCH)}{END}</w:p></w:txbxContent>', '')}</w:r>",
        BEGIN,
        words("PAGE"),
    ),
}
ACTIVE = {
    **{
        name: (
            lambda parts=parts: with_field(*parts, SEPARATE, RESULT, END),
            Removed.OUTSIDE,
        )
        for name, parts in SURE.items()
    },
    "old merge field": (lambda: docx(complex_field(f"DATA {HIDDEN}"), made.paragraph()), Removed.OUTSIDE),
    "simple field of two minds": (
        lambda: with_field(
            f'<w:fldSimple {OTHER} w:instr="{FETCH}" zz:instr="PAGE">{RESULT}</w:fldSimple>'
        ),
        Removed.OUTSIDE,
    ),
    "field whose name a simple field computes": (
        lambda: with_field(
            BEGIN,
            '<w:fldSimple w:instr="QUOTE a"/>',
            words(f"{HIDDEN} b"), SEPARATE, RESULT, END,
        ),
        Removed.ACTIONS,
    ),
    **{
        f"link {name}": (
            lambda inside=inside: with_field(BEGIN, inside, SEPARATE, RESULT, END),
            Removed.LINKS,
        )
        for name, inside in {
            "behind a deleted one": deleted(
                words("HYPERLINK &quot;https://example.org&quot;", element="w:delInstrText")
            ) + words(TO_FILE),
            "in a choice": choice(words("HYPERLINK &quot;https://example.org&quot;"), words(TO_FILE)),
            "around a text": words("HYPERLINK &quot;fi") + words("x", element="w:t") + words(TO_FILE[18:]),
            "before a break": words("HYPERLINK") + "<w:r><w:br/></w:r>" + words(TO_FILE[16:-6]),
            "around a sign that is not seen": words(TO_FILE.replace("file", "fi\u200ble")),
        }.items()
    },
}  # fmt: skip
REFUSED = {
    **{
        f"field whose {kind} others do not see": (
            lambda kind=kind: with_field(
                BEGIN, other(mark(kind)), words(FETCH), SEPARATE, RESULT, END
            ),
            Cause.NOT_CLEANED,
        )
        for kind in ("separate", "end")
    },
    "field whose separator others do not know": (
        lambda: with_field(
            BEGIN, f'<zz:fldChar {OTHER} zz:fldCharType="separate"/>', words(FETCH), SEPARATE, END
        ),
        Cause.NOT_CLEANED,
    ),
    "separator within the beginning": (
        lambda: with_field(
            '<w:r><w:fldChar w:fldCharType="begin"><w:fldChar w:fldCharType="separate"/></w:fldChar></w:r>',
            words(FETCH), SEPARATE, RESULT, END,
        ),
        Cause.NOT_CLEANED,
    ),
    "field without an end": (lambda: with_field(BEGIN, words(FETCH), RESULT), Cause.NOT_CLEANED),
    "mark of two minds": (
        lambda: with_field(
            f'<w:r><w:fldChar {OTHER} w:fldCharType="begin" zz:fldCharType="end"/></w:r>'
        ),
        Cause.BROKEN,
    ),
}  # fmt: skip
