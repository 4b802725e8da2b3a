"""Where the work is: "(Remote or Berlin city centre)", "Standort: Köln", "Berlin, hybrid"."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from careers.enums import WorkplaceType

REMOTE = (
    r"(?:fully |full |100 ?% ?|komplett )?(?:remote\w*|home[ -]?office|home[ -]?based"
    r"|mobile[sn]? arbeit\w*|telearbeit|telework\w*|work(?:ing)? from (?:home|anywhere)"
    r"|von (?:zu ?hause|überall)(?: aus)?|(?:stand)?ortsunabhängig)"
)
HYBRID = r"hybrid\w*"
ON_SITE = r"on[ -]?site|vor ort|präsenz\w*|in[ -]office|(?<!home )(?<!home-)office|büro|in person"
# Remote work beside the office rather than instead of it.
PARTLY = (
    r"teilweise|anteilig|partly|partial\w*|möglich|possible|tage?n?\b|days?\b|\bmit\b|\bwith\b"
    r"|\bund\b|\band\b|[&+]"
)
LABEL = re.compile(
    r"^(?:standorte?|arbeitsorte?|arbeitsplatz|einsatzorte?|dienstorte?|ort|locations?"
    r"|place of work|workplace|work location)\s*:\s*(?P<place>\S.*?)(?:[.;]\s.*)?$",
    re.IGNORECASE,
)
SEPARATOR = re.compile(
    r"\s*[,;|/•·&+()]\s*|\s[–—-]\s|\s+(?:oder|or|und|and|sowie|bzw\.|mit|with)\s+", re.IGNORECASE
)
CENTRE = re.compile(
    r"[ -]*\b(?:city[ -]cent(?:er|re)|town[ -]cent(?:er|re)|zentrum|innenstadt|stadtmitte|city"
    r"|downtown)\b",
    re.IGNORECASE,
)
AREA = (
    r"germany|deutschland\w*|bundesweit|europe|europa|european union|eu|worldwide|weltweit|global"
    r"|dach|anywhere|überall|eu-weit|europaweit"
)
# What a line under the title may say besides places.
NO_TOWN = re.compile(
    rf"\b(?:{REMOTE}|{HYBRID}|{ON_SITE}|{AREA}|\d+ ?%|full[ -]?time|part[ -]?time|vollzeit|teilzeit"
    r"|(?:un)?befristet\w*|permanent|fixed[ -]term|ab sofort|sofort|asap|praktikum|internship|werkstudent\w*|ausbildung)(?:\b|$)",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:gmbh|ag|e\.? ?v|ltd|inc|kg|se|team|referat|abteilung|department|alliance|stiftung|level"
    r"|institut\w*|foundation|verein|verband|junior|senior|new|neu)\b",
    re.IGNORECASE,
)
TOWN = re.compile(
    r"(?:in |at |from |aus |near |bei |nahe |standort |raum |großraum |greater )?"
    r"(?P<town>[A-ZÄÖÜ][\w.'’-]+(?:(?: am| an der| im| in der| ob der| upon| on the| de| la)?"
    r" [A-ZÄÖÜ][\w.'’-]+){0,3})"
)
# A bare line under a title is a place only if it has a town we know; abroad, in which country.
TOWNS = {
    "DE": """aachen augsburg berlin bielefeld bochum bonn braunschweig bremen bremerhaven chemnitz
        cologne cottbus darmstadt dortmund dresden duisburg düsseldorf erfurt erlangen essen
        flensburg frankfurt freiburg fürth gießen göttingen greifswald halle hamburg hanover
        hannover heidelberg heilbronn hildesheim ingolstadt jena kaiserslautern karlsruhe kassel
        kiel koblenz köln konstanz leipzig lübeck ludwigshafen magdeburg mainz mannheim marburg
        munich münchen münster nuremberg nürnberg oldenburg osnabrück paderborn passau potsdam
        regensburg rostock saarbrücken schwerin siegen stuttgart trier tübingen ulm weimar
        wiesbaden wolfsburg wuppertal würzburg""",
    "AT": "graz innsbruck klagenfurt linz salzburg vienna wien",
    "BE": "antwerpen brussels brüssel bruxelles",
    "CH": "basel bern genf geneva genève lausanne luzern winterthur zurich zürich",
    "CZ": "brno prag prague praha",
    "DK": "copenhagen kopenhagen",
    "ES": "barcelona madrid",
    "FI": "helsinki",
    "FR": "lyon paris strasbourg straßburg",
    "GB": "edinburgh london manchester",
    "GR": "athen athens",
    "HU": "budapest",
    "IE": "dublin",
    "IT": "mailand milan milano rom roma rome",
    "LU": "luxembourg luxemburg",
    "NL": "amsterdam rotterdam utrecht",
    "NO": "oslo",
    "PL": "krakau kraków warsaw warschau warszawa",
    "PT": "lisboa lisbon lissabon porto",
    "SE": "göteborg stockholm",
}
COUNTRIES = {town: code for code, towns in TOWNS.items() for town in towns.split()}
# A line with one of these words is a sentence that happens to name a place.
SENTENCE = re.compile(
    r"\b(?:wir|uns(?:er\w*)?|ich|du|dich|dir|dein\w*|sie|ihnen|ihre?\w*|man|bitte|dass|we|us|our|you|your|they|please"
    r"|ist|sind|hat|haben|wird|werden|suchen|sucht|bieten|freuen|is|are|has|have|will|offer|offers|looking)\b",
    re.IGNORECASE,
)
LONGEST_LINE = 14
LONGEST_NOTE = 160


@dataclass(frozen=True)
class Place:
    note: str
    """The line in the ad's own words, without its brackets."""
    workplace: WorkplaceType | None = None
    locations: tuple[str, ...] = ()
    """Names of towns, without "city centre"."""


def read_place_line(line: str) -> Place | None:
    """Reads a line that stands under a title; None if it is not about the place of work."""
    text = html.unescape(line).strip("*_ ")
    is_bracketed = text.startswith("(") and text.endswith(")")
    inner = text.strip("()[] ").rstrip(".")
    if len(inner) > LONGEST_NOTE or not 0 < len(inner.split()) <= LONGEST_LINE:
        return None
    if re.search(r"[.!?:]\s", inner) or SENTENCE.search(inner):
        return None
    place = read_place(inner)
    all_towns = all(_find_town(part) or not _unknown_words(part) for part in _split_parts(inner))
    is_known = any(town.split()[0].casefold() in COUNTRIES for town in place.locations)
    if _names_workplace(inner) or (place.locations and (is_known or is_bracketed) and all_towns):
        return place
    return None


def find_labelled_place(passages: Iterable[str]) -> Place | None:
    """The place behind a label such as "Location:" or "Dienstort:"."""
    labels = (LABEL.match(text) for text in passages)
    found = next((label for label in labels if label), None)
    return read_place(found["place"].rstrip(".")) if found else None


def read_place(text: str) -> Place:
    """Workplace type and towns of words that are known to name a place."""
    towns = dict.fromkeys(filter(None, (_find_town(part) for part in _split_parts(text))))
    return Place(text, _workplace_type(text, has_town=bool(towns)), tuple(towns))


def country_code(town: str) -> str:
    """The country of a town as ISO 3166-1 alpha-2; Germany where we do not know better."""
    return COUNTRIES.get(re.split(r"[\s/-]", town.casefold())[0], "DE")


def _split_parts(text: str) -> list[str]:
    return [part for part in SEPARATOR.split(text) if part]


def _unknown_words(part: str) -> str:
    """What a part says besides facts we know: a town, or something else."""
    return " ".join(NO_TOWN.sub(" ", CENTRE.sub("", part)).split()).strip(" .-")


def _find_town(part: str) -> str:
    named = TOWN.fullmatch(_unknown_words(part))
    return named["town"] if named and not ORGANISATION.search(part) else ""


def _contains_words(pattern: str, text: str) -> bool:
    return re.search(rf"\b(?:{pattern})", text, re.IGNORECASE) is not None


def _names_workplace(text: str) -> bool:
    return _contains_words(rf"(?:{REMOTE}|{HYBRID}|{ON_SITE})\b", text)


def _workplace_type(text: str, *, has_town: bool) -> WorkplaceType | None:
    remote, on_site = _contains_words(REMOTE, text), _contains_words(ON_SITE, text)
    if _contains_words(HYBRID, text):
        return WorkplaceType.HYBRID
    if remote and (has_town or on_site):
        partly = re.search(PARTLY, text, re.IGNORECASE) and not _contains_words(
            r"(?:oder|or)\b", text
        )
        return WorkplaceType.HYBRID if partly else WorkplaceType.REMOTE_OR_ON_SITE
    if remote:
        return WorkplaceType.REMOTE
    return WorkplaceType.ON_SITE if has_town or on_site else None
