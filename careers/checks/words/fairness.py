"""Wordings that tie a job to age, origin, family, religion or health, one alternative a line.

Sources: AGG §§ 1, 7, 11. Age: BAG 24.1.2013 – 8 AZR 429/11 ("young professionals"), LAG
Baden-Württemberg 7.11.2024 – 17 Sa 2/24 ("digital native"), BAG 26.1.2017 – 8 AZR 73/16 (beginners,
no breach in that case). Native speakers: LAG Hessen 15.6.2015 – 16 Sa 1619/14. What courts left
open, such as a "young team" (rechtslupe.de/arbeitsrecht, "junges hochmotiviertes Team"), is here, too:
better words cost nothing.
"""

from careers.checks.wording_search import Wording, phrase_pattern
from careers.enums import SectionKind

PEOPLE_DE = (
    r"(?:team|kolleg|mitarbeit|talent|fachkr|führungskr|belegschaft|mannschaft|truppe|bewerber|"
    r"crew|absolvent|profis)\w*"
)
ANYONE_DE = r"(?:mensch|leute|person|frau|männer|mann\b)\w*"
PEOPLE_EN = (
    r"(?:teams?|talents?|professionals?|graduates?|colleagues?|crew|minds|candidates?|leaders?|"
    r"staff|employees?|applicants?|workforce)\b"
)
BEGINNERS_TOO = {
    "de": phrase_pattern("""
        auch
        ebenso
        oder
        egal
        gleichermaßen
        willkommen
        nicht
        keine?n?
    """),
    "en": phrase_pattern("""
        too\\b
        also
        as well
        equally
        welcome
        whether
        not\\b
        no\\b
        regardless
    """),
}
AGE = Wording(
    sought={
        "de": phrase_pattern(rf"""
            jung(?:e[nmrs]?)?,? (?:(?:und |, )?[\w-]+,? ){{0,3}}?{PEOPLE_DE}
            jung(?:e[nmrs]?)?(?: und|,) (?:dynamisch|motiviert|hungrig|wild|ambitioniert)\w*
            (?:suchen|sucht|bist du|sind sie)(?: [\w-]+){{0,4}} junge?[nrs]? (?:[\w-]+ )?{ANYONE_DE}
            jung ?geblieben\w*
            (?:team|mannschaft|belegschaft) ist jung\b
            youngsters?\b
            (?:unter|bis) (?:dreißig|vierzig)\b(?! (?:stunden|tage|prozent|personen))
            young professionals?
            digital natives?
            generation z\b
            gen z\b
            millennials?
            frisch (?:von der|aus der|aus dem|gebacken|vom) (?:uni\w*|ausbildung|studium|hochschul\w*|absolvent\w*)?
            (?:gerade|kürzlich|soeben) (?:dein|ihr|ein|das) ?(?:studium|ausbildung) (?:abgeschlossen|beendet)
            nicht älter als \d\d
            jünger als \d\d
            (?:max(?:imal|\.)?|höchstens|bis(?: zu)?|unter) \d\d jahren?(?: alt\b|(?=[.,;)\n]|$))
            zwischen \d\d und \d\d(?: jahren?)? alt\b
            höchstalter
            (?:null|0|ein|1)(?: bis | ?[-–] ?)\w+ jahren? (?:berufs)?erfahrung
            (?:maximal|höchstens) \w+ jahre (?:berufs)?erfahrung
        """),
        "en": phrase_pattern(rf"""
            young(?:,| and)? (?:(?:and )?[\w-]+,? ){{0,3}}?{PEOPLE_EN}
            (?:looking for|seek|want|are you|you are)(?: [\w-]+){{0,4}} young (?:[\w-]+ )?(?:people|person|men|women)
            (?:team|crew|staff|workforce|colleagues) (?:is|are) young\b
            between \d\d and \d\d years (?:old|of age)
            youthful
            digital natives?
            (?:generation|gen) z\b
            millennials?
            (?:no|not) older than \d\d
            (?:under|below|over) the age of \d\d
            (?:maximum|max\.?|upper) age\b
            (?:maximum|max\.?|at most|up to) \d\d years (?:old|of age)
            aged? (?:between )?\d\d(?: and | to | ?[-–] ?)\d\d
            (?:at most|no more than|maximum of) \w+ years(?: of|’|')? (?:\w+ )?experience
            (?:0|zero)(?: to | ?[-–] ?)\w+ years(?: of|’|')? (?:\w+ )?experience
        """),
    },
)
BEGINNERS = Wording(
    sought={
        "de": phrase_pattern("berufs(?:anfänger|einsteiger)\\w*(?:[:*_]in\\w*)?"),
        "en": phrase_pattern("(?:recent|fresh|new|young) graduates?"),
    },
    unless=BEGINNERS_TOO,
)
LANGUAGES = (
    "English|German|French|Spanish|Italian|Dutch|Polish|Turkish|Russian|Ukrainian|Arabic|Danish"
)
IRRELEVANT = {
    "de": phrase_pattern("""
        nicht
        keine?n?
        egal
        unabhängig
        ungeachtet
        ohne
        gleich welche
        verzicht
        weg\\b
        weglassen
        welche
    """),
    "en": phrase_pattern("""
        not\\b
        no\\b
        regardless
        irrespective
        independent of
        whatever
        without
        leave out
        omit
        refrain
        don['’]t
        any\\b
    """),
}
NATIVE = Wording(
    sought={
        "de": phrase_pattern("""
            muttersprach\\w*(?:[:*_]in\\w*)?
            native speakers?
        """),
        "en": phrase_pattern(rf"""
            native[- ](?:[a-z]+ )?speakers?
            native (?:{LANGUAGES})\b
            native(?:[- ](?:level|like))? (?:language )?(?:proficiency|fluency|command)
            mother tongue
            first language is (?:{LANGUAGES})\b
            (?:{LANGUAGES}) as (?:your |a )?(?:first|native) language
        """),
    },
    unless=IRRELEVANT,
)
ORIGIN = Wording(
    sought={
        "de": phrase_pattern(r"""
            deutsche[mnrs]? (?:staatsangehörig|staatsbürger|herkunft|abstammung|nationalität|pass\b)\w*
            deutschstämmig\w*
            nur (?:für )?(?:deutsche|EU-bürger|einheimische)\b\w*
            (?:EU-bürger|deutsche)\w* (?:bevorzugt|vorausgesetzt)
            akzentfrei\w*
            (?:ohne|kein) akzent\b
        """),
        "en": phrase_pattern(r"""
            (?:EU|German|European) (?:citizens?|nationals?|passport holders?) (?:only|preferred)
            only (?:EU|German|European) (?:citizens|nationals)
            (?:must|should|need to) (?:be|have|hold) (?:an? )?(?:EU|German|European) (?:citizen|national|passport)\w*
            (?:EU|German|European) (?:citizenship|nationality|passport) (?:is )?(?:required|needed|mandatory|expected|necessary)
            locals only
            accent[- ]free
            (?:without|no) (?:an? )?accent\b
        """),
    },
    unless={
        "de": phrase_pattern("nicht\negal\nunabhängig\nungeachtet"),
        "en": phrase_pattern("not\\b\nregardless\nirrespective"),
    },
)
PHOTO = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:licht|pass|bewerbungs|portr[aä]t)-?(?:bild|foto)\w*
            mit (?:\w+ )?(?:foto|photo)\b
            (?:lebenslauf|CV|anschreiben|bewerbung\w*|zeugniss\w*)[^.!?\n]{0,50}\b(?:foto|photo)\b
            (?:foto|photo)\b[^.!?\n]{0,30}(?:lebenslauf|zeugniss)
        """),
        "en": phrase_pattern(r"""
            (?:CV|résumé|resume|cover letter|application|certificates)\b[^.!?\n]{0,50}\bphoto(?:graph)?\b(?! edit| desk| librar| agenc)
            (?:attach|enclose|include|send|add)\w* (?:us )?(?:an? |your )?(?:[\w-]+ )?(?:photo(?:graph)?|picture of you)\b(?! edit| desk)
            passport photo
            headshot
        """),
    },
    unless=IRRELEVANT,
    not_in=(SectionKind.TASKS,),
)
PERSONAL = Wording(
    sought={
        "de": phrase_pattern(r"""
            geburtsdatum
            geburtsort
            familienstand
            (?:religions|kirchen)zugehörigkeit
            konfession\b
            (?:ihr|dein|ihres|deines|ihrem|deinem) alters?\b
        """),
        "en": phrase_pattern(r"""
            dates? of birth
            place of birth
            (?:marital|family) status
            (?:religion|religious affiliation|denomination)\b
            your age\b
        """),
    },
    unless=IRRELEVANT,
    not_in=(SectionKind.TASKS,),
)
FAMILY = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:örtlich|familiär|zeitlich und örtlich) ungebunden\w*
            kinderlos\w*
            ohne (?:familiäre (?:pflicht|verpflicht|bindung)|kinder)\w*
            abgeschlossene familienplanung
            ledig\b
        """),
        "en": phrase_pattern(r"""
            (?:without|no|free of) (?:family|familial) (?:commitments|obligations|ties)
            childless
            without children
            unmarried
        """),
    },
)
FAITH = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:mitglied|zugehörigkeit|mitgliedschaft)\w*(?: in| zu)? (?:einer|der|zur) (?:[\w-]+ )?(?:kirche|religionsgemeinschaft)
            (?:christlich|evangelisch|katholisch|muslimisch)\w* (?:glaube|konfession|bekenntnis)\w*
        """),
        "en": phrase_pattern(r"""
            members?(?:hip)? (?:of|in) (?:an? |the )?(?:[\w-]+ )?(?:church|religious community)
            (?:christian|protestant|catholic|muslim) (?:faith|denomination)
        """),
    },
    unless=IRRELEVANT,
)
HEALTH = Wording(
    sought={
        "de": phrase_pattern(r"""
            belastbar(?![ \w])
            (?:körperlich|psychisch|gesundheitlich) (?:belastbar|fit)\b
            (?:hohe |körperliche |psychische |seelische )*belastbarkeit(?! (?:der|des|von|unserer|dieser))
            belastbare\w? (?:person|mitarbeit|kolleg|mensch)\w*
            stressresisten\w*
            uneingeschränkt gesund\w*
        """),
        "en": phrase_pattern(r"""
            able[- ]bodied
            (?:physically|mentally) fit
            in (?:good|perfect|excellent) health\b
            stress[- ]resistan\w+
            (?:work|perform|thrive)\w*(?: well)? under (?:high |constant )?pressure
            resilient (?:person|personality|individual|colleague)
        """),
    },
)
