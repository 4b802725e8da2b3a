"""Drawings in SVG inside of an Office file: what is not on the lists of what draws is cut out (SVG 2)."""

import re
from base64 import b64decode
from itertools import pairwise
from zipfile import ZipFile

from applications.documents.office_parts import is_worth_reading, read_part
from applications.documents.xml_cuts import PartReader, Span, Treatment
from applications.documents.xml_parts import NAMESPACE_END, local_name
from applications.enums import Removed

DRAWING = "svg"
DRAWING_TAG = re.compile(rb"[<:]svg[\s/>]", re.IGNORECASE)
NAMES = {"", "http://www.w3.org/2000/svg"}
"""Of elements; programs take one without a namespace for one of SVG."""
ATTRIBUTE_NAMES = {"", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}
STYLE, IMAGE, LINK, HREF, BASE = "style", "image", "a", "href", "base"
ELEMENTS = frozenset(
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text "
    "tspan textPath image linearGradient radialGradient stop pattern clipPath mask marker style "
    "filter feBlend feColorMatrix feComponentTransfer feFuncA feFuncB feFuncG feFuncR feComposite "
    "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence".split()
)
SCRIPTS = ("script", "handler", "listener", "set", "animate", "discard")
"""How the names of elements begin that do something, or write the attributes of others."""
ATTRIBUTES = frozenset(
    # SVG 2, what the picture is made of
    "version baseProfile id class style lang space x y x1 y1 x2 y2 z width height viewBox role type "
    "preserveAspectRatio zoomAndPan d pathLength points cx cy r rx ry fx fy fr dx dy rotate textLength "
    "lengthAdjust startOffset method spacing side path href show actuate title enable-background "
    "transform transform-origin patternTransform gradientTransform patternUnits patternContentUnits "
    "gradientUnits spreadMethod offset clipPathUnits maskUnits maskContentUnits markerUnits refX refY "
    "markerWidth markerHeight orient focusable tabindex requiredFeatures requiredExtensions "
    "systemLanguage externalResourcesRequired contentScriptType contentStyleType media result "
    # filters
    "filterUnits primitiveUnits filterRes in in2 stdDeviation mode operator k1 k2 k3 k4 values "
    "tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY "
    "edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant "
    "specularExponent azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle scale "
    "xChannelSelector yChannelSelector radius baseFrequency numOctaves seed stitchTiles "
    # how it looks
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-profile color-rendering cursor direction display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family "
    "font-size font-size-adjust font-stretch font-style font-variant font-weight "
    "glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning "
    "letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type "
    "mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color "
    "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow "
    "text-rendering unicode-bidi vector-effect visibility white-space word-spacing "
    "writing-mode".split()
)
WITHIN = re.compile(r"\s*(?:#|\Z)")
PICTURE = re.compile(r"data:image/(?:png|jpeg|jpg);base64,([A-Za-z0-9+/\s]*+=*+\s*+)")
PICTURE_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LAST_WORD = re.compile(r"[\w-]*\Z")
LONGEST_WORD = 40
"""Characters in front of a bracket, more than any function's name has."""
FUNCTIONS = frozenset(
    "rgb rgba hsl hsla matrix translate translatex translatey rotate scale scalex scaley skew skewx "
    "skewy rect calc cubic-bezier".split()
)
"""Of a style, beside url(), which may name what stands in the drawing itself alone."""
NOT_PLAIN = re.compile(r"[\\@]")
"""Letters by their numbers, and what takes in other styles."""


class DrawingReader(PartReader):
    """Reads a drawing; `removed` says what is cut out, `kind` what it is if it is to go as a whole."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._words: list[str] = []
        self.kind: Removed | None = None
        self._root = ""

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = local_name(name)
        if not self._root:
            self._root = word
            self.kind = self.kind or (None if word == DRAWING else Removed.FILES)
        is_own = name.rpartition(NAMESPACE_END)[0] in NAMES
        if is_own and word == LINK:
            return self._take_out(Removed.REST, Treatment.UNWRAP)
        if not is_own or word not in ELEMENTS:
            is_script = word.lower().startswith(SCRIPTS)
            return self._take_out(Removed.SCRIPTS if is_script else Removed.REST, Treatment.CUT)
        addresses = [value for key, value in attributes.items() if local_name(key) == HREF]
        kind = next(filter(None, (judge_address(word, each) for each in addresses)), None)
        if kind is not None:
            return self._take_out(kind, Treatment.CUT)
        self._treat_attributes(attributes)
        if word == STYLE:
            self.parser.CharacterDataHandler = self._words.append
            return Treatment.NOTE
        return None

    def note_element(self, _name: str, span: Span) -> None:
        """A style has ended."""
        self.parser.CharacterDataHandler = None
        if not is_plain("".join(self._words)):
            self.cut(span)
            self.removed.add(Removed.OUTSIDE)

    def _treat_attributes(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            kind = judge_attribute(name, value)
            if kind is not None:
                self.cut_attributes(local_name(name))
                self.removed.add(kind)

    def _take_out(self, kind: Removed, treatment: Treatment) -> Treatment:
        self.removed.add(kind)
        return treatment

    def treat_instruction(self, *_instruction: str) -> None:
        """A style sheet of elsewhere; no program that draws writes one."""
        if not self.is_cutting:
            self.kind = Removed.SCRIPTS


def judge_address(word: str, address: str) -> Removed | None:
    """What it is that an element names, if it is not part of the drawing."""
    if WITHIN.match(address):
        return None
    found = PICTURE.fullmatch(address) if word == IMAGE else None
    if found is None:
        is_data = address.strip().lower().startswith("data:")
        return Removed.FILES if is_data else Removed.OUTSIDE
    letters = re.sub(r"\s", "", found[1]).rstrip("=")
    head = b64decode(letters[:16].ljust(16, "A"))
    return None if head.startswith(PICTURE_HEADS) else Removed.FILES


def judge_attribute(name: str, value: str) -> Removed | None:
    namespace, word = name.rpartition(NAMESPACE_END)[0], local_name(name)
    if word.lower().startswith("on"):
        return Removed.SCRIPTS
    if word == BASE:
        return Removed.OUTSIDE
    if namespace not in ATTRIBUTE_NAMES or word not in ATTRIBUTES:
        return Removed.REST
    return None if word == HREF or is_plain(value) else Removed.OUTSIDE


def is_plain(style: str) -> bool:
    """Whether styles, or a value, name nothing but what stands in the drawing."""
    is_within = all(is_known_call(*each) for each in pairwise(style.split("(")))
    return is_within and not NOT_PLAIN.search(style)


def is_known_call(before: str, behind: str) -> bool:
    """Whether a function stands before a bracket that does not fetch what stands behind it."""
    found = LAST_WORD.search(before[-LONGEST_WORD:].rstrip())
    name = found[0].lower() if found else ""
    return name in FUNCTIONS or (name == "url" and behind.lstrip(" \t\r\n\"'").startswith("#"))


class DrawingFinder(PartReader):
    """Reads a text; `is_found` if an SVG stands in it, for which it would be taken by its content."""

    is_found = False

    def treat_element(self, name: str, _attributes: dict[str, str]) -> Treatment | None:
        self.is_found |= local_name(name).lower() == DRAWING
        return None


def holds_drawing(archive: ZipFile, name: str) -> bool:
    """Whether an SVG stands in a text, as no program writes it; RefusedContent for one that cannot be read."""
    if not is_worth_reading(archive, name, DRAWING_TAG):
        return False
    finder = DrawingFinder(read_part(archive, name))
    finder.read()
    return finder.is_found
