"""Names that a PDF gives to its fonts and pictures, and that mean something else where they are keys (ISO 32000-2, 7.8.3).

A font may be called /AA, as the actions of a page are. Which of both it is, what it leads to tells: a font or a picture
with no other keys than theirs does nothing, whatever takes it for an action or a file.
"""

import re
from collections.abc import Iterable

from pikepdf import Dictionary, Name, Stream

from applications.documents.pdf_bytes import NESTED, REGULAR, WHITE, Part, unescape

NAMES = ("/AA", "/AF", "/EF", "/Base", "/F", "/Ref", "/PA", "/NA")
"""Short ones, as programs give them; what long ones lead to is never left in a file."""
OF_STREAMS = {"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms", "/Name", "/StructParent"}
KEYS = {
    "/Font": frozenset(
        {"/Type", "/Subtype", "/Name", "/BaseFont", "/FirstChar", "/LastChar", "/Widths"}
        | {"/FontDescriptor", "/Encoding", "/ToUnicode", "/DescendantFonts", "/FontBBox"}
        | {"/FontMatrix", "/CharProcs", "/Resources", "/CIDSystemInfo", "/CIDToGIDMap", "/DW", "/W"}
    ),
    "/Image": frozenset(
        OF_STREAMS
        | {"/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask"}
        | {"/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData"}
    ),
    "/Form": frozenset(
        OF_STREAMS | {"/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParents"}
    ),
}
"""Of what a name of a resource may lead to: by the type of a font, by the subtype of what is drawn."""
TOKEN = re.compile(
    rb"<<|>>|[\[\]{}]|%s|<[^<>]*+>|/%s*+|%s++" % (NESTED, REGULAR, REGULAR), re.DOTALL
)
USE = re.compile(
    rb"(?:%s)%s++(\d{1,10}+)%s++\d{1,5}+%s++R(?!%s)"
    % ("|".join(NAMES).encode(), WHITE, WHITE, WHITE, REGULAR)
)


def is_named_resource(key: str, value: object) -> bool:
    """Whether what stands under a key is a font or a picture of that name, and no action or file."""
    if key not in NAMES or not isinstance(value, (Dictionary, Stream)) or not value.is_indirect:
        return False
    kind = value.get("/Subtype" if isinstance(value, Stream) else "/Type")
    return isinstance(kind, Name) and KEYS.get(str(kind), frozenset()).issuperset(value.keys())


def find_resources(parts: Iterable[Part]) -> set[int]:
    """The numbers of fonts and pictures with such a name, if they are these in each revision of the file.

    None where a stream has such a key itself, which gives names to nothing.
    """
    parts = [*parts]
    if any(map(has_such_key, parts)):
        return set()
    named = {int(number) for part in parts for number in USE.findall(unescape(part.text))}
    others = {part.number for part in parts if part.number in named and not is_resource(part)}
    return named - others


def has_such_key(part: Part) -> bool:
    if part.data is None or not USE.search(text := unescape(part.text)):
        return False
    return any(key in NAMES for key, _value in list_pairs(text))


def is_resource(part: Part) -> bool:
    pairs = list_pairs(unescape(part.text))
    keys = {key for key, _value in pairs}
    kind = dict(pairs).get("/Type" if part.data is None else "/Subtype", "")
    return len(keys) == len(pairs) and KEYS.get(kind, frozenset()).issuperset(keys)


def list_pairs(text: bytes) -> list[tuple[str, str]]:
    """Keys of a dictionary, each with the first word of its value; what stands within these is passed over."""
    pairs: list[tuple[str, str]] = []
    depth, key = 0, ""
    for word in TOKEN.findall(text):
        depth -= word in {b">>", b"]"}
        if depth == 1 and key:
            pairs.append((key, word.decode("latin-1")))
            key = ""
        elif depth == 1 and word.startswith(b"/"):
            key = word.decode("latin-1")
        depth += word in {b"<<", b"["}
    return [*pairs, (key, "")] if key else pairs


def without_resources(text: bytes, resources: set[int]) -> bytes:
    """What stands in a file, but for names that lead to fonts and pictures."""
    return USE.sub(lambda found: b"" if int(found[1]) in resources else found[0], text)
