"""Word stems that readers connect with men or with women, one list for each language.

English: Gaucher, Friesen and Kay (2011), "Evidence That Gendered Wording in Job Advertisements
Exists and Sustains Gender Inequality", Journal of Personality and Social Psychology 101(1). Stems
with another everyday meaning in ads (commit, connect, depend, force, kind of, logistics) are
narrowed to the meaning that was studied.

German: the agentic and communal words that Hentschel and Horvath (2015) and the FührMINT Gender
Decoder of TU München (genderdecoder.wi.tum.de) name, and counterparts of the English stems. The
Decoder's whole list is not published; this one is our own selection.
"""

import re

MASCULINE = {
    "de": """abenteuer aggressiv ambition analytisch angriffslust autonom bahnbrechend behaupt
        dominan durchsetz ehrgeiz eigenständig entscheidungsfr entscheidungsst entschlossen
        erfolgshungrig erfolgsorientiert führungspers führungsqual führungsst furchtlos hartnäckig
        herausforder hierarch impulsiv individualis kämpf kompetitiv konkurrenzst logisch mutig
        offensiv rational risikobereit risikofr selbstbewuss selbstsicher selbstständig
        souveränes\\ auftreten unabhängig\\ arbeit überlegen unnachgiebig wettbewerb willensst
        zielorientiert zielstrebig""",
    "en": """active\\b adventur aggress ambitio analytic assert athlet autonom battle boast challeng
        champion competit confident courag decid decisi decisive defend determined dominan
        domina driven fearless fight forceful greedy headstrong head-strong hierarch hostil
        impulsive independen individualis intellect leader leading lead\\b logical objectiv opinion
        outspoken persist principle reckless self-confiden self-relian self-sufficien stubborn
        superior unreasonab""",
}
FEMININE = {
    "de": """achtsam aufmerksam behutsam ehrlich einfühl emotional empath engagiert feinfühl
        freundlich fürsorg gefühl geduld gemeinsam gemeinschaft harmoni herzlich hilfsbereit
        höflich kollegial kommunikativ kommunikationsst kooper liebevoll loyal mitfühl mitgefühl
        respektvoll rücksicht sensib sozialkompet sozial\\ kompet sozialen\\ kompet
        teamfähig teamgeist teamorient umsichtig unterstütz verantwortungsbew verantwortungsv
        verlässlich verständnisvoll vertrauens warmherzig wertschätz zugewandt
        zusammenarbeit zusammenhalt zuverlässig""",
    "en": """affectionate agree cheer child collab committed commitment communal compassion
        considerate cooperat co-operat dependable emotiona empath enthusias feel flatterable gentle
        honest inclusive interdependen interpersonal inter-personal kindness kindly kinship loyal
        modesty nurtur pleasant polite quiet responsib responsive sensitiv share sharing
        submissive support sympath tender\\b together trust understand warm whin yield""",
}


def join_stems(words: str) -> str:
    return "|".join(re.split(r"(?<!\\)\s+", words.strip()))


CODED = {
    language: re.compile(
        rf"\b(?:(?P<masculine>{join_stems(masculine)})|(?:{join_stems(FEMININE[language])}))\w*"
    )
    for language, masculine in MASCULINE.items()
}
"""A word of either kind; the group "masculine" has taken part for the one, not for the other. Small letters only."""
