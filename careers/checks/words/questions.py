"""What no question to applicants may be about, one alternative a line.

Past pay: Directive (EU) 2023/970, Article 5(2). Age, family, health, disability, origin, sex and
photos: AGG §§ 1, 7; GDPR, Articles 5(1)(c) and 9. Faith, party, union, offences and debts may be
asked about for a few posts only: AGG § 9; GDPR, Articles 9 and 10.

Work with people of some age, family, health or origin may be asked about: see WORK.
"""

from careers.checks.wording_search import Wording, phrase_pattern, union_pattern

NOW_DE = (
    "(?:aktuell|derzeitig|jetzig|gegenwärtig|momentan|bisherig|früher|letzt|vorig|vorherig)e[nmrs]?"
)
PAY_DE = (
    r"(?:jahres|monats|brutto|netto|grund)?"
    r"(?:gehalt|gehälter|vergütung|einkommen|verdienst|lohn|bezüge|gehaltsniveau)"
)
PAST_PAY = Wording(
    sought={
        "de": phrase_pattern(rf"""
            {NOW_DE} (?:[\w-]+ )?{PAY_DE}
            (?:ihr|dein)\w* {PAY_DE}\w* (?:bei|in|vor|heute|derzeit|zurzeit|aktuell|bisher)\b
            (?:verdienen|verdienten|verdienst|verdientest)(?: sie| du)? (?:derzeit|zurzeit|aktuell|heute|jetzt|momentan|bisher|zuletzt|im moment|bei)\b
            (?:derzeit|zurzeit|aktuell|heute|jetzt|bisher|zuletzt)\w* verdien\w*
            (?:haben sie|hast du)(?: [\w-]+){{0,5}} verdient\b
            (?:gehalts|lohn|verdienst|einkommens)(?:nachweis|historie|verlauf|bescheinigung)\w*
            (?:ihre|deine|letzten?|aktuellen?|drei) (?:[\w-]+ )?(?:gehalts|lohn)abrechnung\w*
        """),
        "en": phrase_pattern(r"""
            (?:current|present|previous|last|past|latest|existing|former|most recent) (?:[\w-]+ )?(?:salary|salaries|pay|compensation|wages?|remuneration|earnings|income)\b
            (?:do|did) you (?:currently |presently |now |last )?(?:earn|make|get paid)\b
            (?:were|are) you (?:currently |being )?paid\b
            (?:salary|pay|compensation|wage|earnings) history
            (?:your|last|latest|recent|current) (?:[\w-]+ )?pay ?slips?\b
            your (?:salary|pay) (?:at|in) (?:your )?(?:current|present|previous|last)
        """),
    },
)
OF_AGE = {
    "de": phrase_pattern(r"""
        volljährig\w*
        (?:mindestens|über|schon) (?:18|16|15|achtzehn|sechzehn)
        (?:18|16|achtzehn|sechzehn) (?:jahre )?(?:oder|und) älter
    """),
    "en": phrase_pattern(r"""
        of (?:legal|full) age\b
        (?:at least|over) (?:18|16|eighteen|sixteen)
        (?:18|16|eighteen|sixteen)(?: years)?(?: of age)?(?: old)? or (?:older|over)
    """),
}
AGE = Wording(
    sought={
        "de": phrase_pattern(r"""
            wie alt (?:sind sie|bist du|ist die bewerb)
            (?:ihr|dein|welches) (?:\w+ )?alter\b
            (?:in )?welche[mnrs]? alter\b
            welche[rn]? alters(?:gruppe|klasse) (?:gehören|gehörst|sind|bist)
            ^alters(?:gruppe|klasse)\b
            ^alter\b
            geburts(?:datum|jahr|tag)\w*
            (?:wann|welchem jahr) (?:sind sie|bist du|wurden sie) geboren
            welcher jahrgang
            (?:über|unter|jünger als|älter als) \d\d(?: jahre\w*)?(?: alt)?\s*\?
        """),
        "en": phrase_pattern(r"""
            how old are you
            your age\b
            what age\b
            (?:which|what) age (?:group|range|bracket) (?:are|do) you
            ^age\b
            (?:date|year) of birth
            birth ?(?:date|day|year)
            (?:when|what year|which year) were you born
            are you (?:over|under|younger than|older than) \d\d\b
        """),
    },
    unless=OF_AGE,
)
PHOTO = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:licht|pass|bewerbungs|portr[aä]t|profil)-?(?:bild|foto)\w*
            (?:ihr|dein|ein|aktuelles) (?:aktuelles )?(?:foto|bild) (?:von (?:ihnen|dir|sich)|bei|hoch|an\b)
            (?:foto|bild|video|selfie) von (?:ihnen|dir|sich)\b
            (?:ihr|dein) (?:foto|selfie)\b
            (?:können|möchten|würden|bitte)[^.?!]{0,40} (?:ein|ihr|dein) (?:\w+ )?(?:foto|selfie)\b[^.?!]{0,30}(?:beifügen|hochladen|mitschicken|schicken|senden|anhängen)
            ^(?:foto|photo|selfie)\b
        """),
        "en": phrase_pattern(r"""
            (?:photo(?:graph)?|picture|image|video|selfie) of (?:you|yourself)\b
            head ?shots?\b
            passport (?:photo|picture)
            your (?:photo(?:graph)?|picture|selfie)\b
            (?:attach|upload|send|include|add|provide|enclose)\w* (?:us )?(?:an? |your )(?:[\w-]+ )?(?:photo(?:graph)?|picture|selfie)\b
            ^(?:photo(?:graph)?|selfie)\b
        """),
    },
)
WORK = {
    "de": phrase_pattern(r"""
        erfahrung\w*
        gearbeitet
        (?:zusammen)?arbeit(?:en sie|est du)? mit
        berat(?:en|en sie|est du)
        betreu\w*
        gepflegt
        kenntnisse
        studien
    """),
    "en": phrase_pattern(r"""
        experience
        worked
        work(?:ing)? with
        advis\w*
        cared for
        familiar with
        knowledge
        studies
    """),
}
FAMILY = Wording(
    sought={
        "de": phrase_pattern(r"""
            familienstand\w*
            familienplanung
            familiäre\w* (?:situation|verhältnisse|verpflicht\w*|bindung\w*)
            (?:sind sie|bist du|sie|du)(?: [\w-]+)? (?:verheiratet|ledig|geschieden|alleinerziehend|liiert|schwanger)\b
            (?:haben sie|hast du)(?: [\w-]+){0,2} kinder\b(?! betreut| unterrichtet)
            wie viele kinder\b
            ^kinder\b
            kinderwunsch\w*
            (?:ihre|deine)[rn]? (?:kinder|partner\w*|ehe\w*)\b
            schwanger(?!schaftsvertret)\w*
            (?:planen|planst)(?: [\w-]+){0,6} elternzeit
            (?:geburts|mädchen)name\w*
        """),
        "en": phrase_pattern(r"""
            (?:marital|family|relationship) status
            are you(?: currently)? (?:married|single|divorced|engaged|pregnant|a parent|a single parent)\b
            (?:do you have|have you|how many|any)(?: any)?(?: [\w-]+)? (?:children|kids|dependants|dependents)\b
            ^children\b
            (?:plan\w*|want|intend)(?: to)? (?:have|having|start|starting) (?:children|kids|a family)
            family (?:planning|situation|commitments|obligations)
            pregnan\w*
            your (?:children|kids|spouse|husband|wife|partner)\b
            (?:maiden|birth) name
        """),
    },
    unless=WORK,
)
HELP = {
    "de": phrase_pattern(r"""
        barriere\w*
        nachteilsausgleich
        (?:unterstütz|hilf)\w*
        (?:was|etwas) (?:brauchen|benötigen) (?:sie|du)
        brauchen sie
        rücksicht
        sprachkenntniss\w*
    """),
    "en": phrase_pattern(r"""
        accommodat\w*
        adjust\w*
        accessib\w*
        (?:what|anything) (?:do )?you need
        do you need
        support\b
    """),
}
HEALTH = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:schwer|körper)?behinder(?:t|te|ter|ten|ung|ungen)\b(?!en)
            schwerbehinder\w*
            grad der behinderung
            gdb\b
            gleichgestellt\b
            (?:ihr|dein)\w* (?:gesundheit|gesundheitszustand|gesundheitlich\w*)\b
            gesundheitszustand
            (?:chronische?\w*|schwere?\w*|psychische?\w*) (?:krank|erkrank|leiden)\w*
            (?:sind sie|bist du|waren sie|warst du)(?: [\w-]+){0,3} (?:gesund|krank|arbeitsunfähig|krankgeschrieben)\b
            krankheits?tage
            (?:haben sie|hast du|leiden sie|leidest du)(?: [\w-]+){0,3} (?:krankheit|erkrankung|allergie)\w*
        """),
        "en": phrase_pattern(r"""
            (?:are you|do you have|have you)(?: [\w-]+){0,3} (?:disabled|disabilit\w*|impairments?)
            (?:your|degree of|registered) disabilit\w*
            ^disabilit\w*
            your health\b
            state of health
            (?:health|medical) (?:condition|problem|issue|history|status)s?\b
            (?:chronic|serious|mental|physical) (?:illness|disease|condition)\w*
            (?:are you|have you been) (?:healthy|ill|sick)\b
            (?:sick|illness) (?:days|leave)
        """),
    },
    unless={code: union_pattern((HELP[code], WORK[code])) for code in WORK},
)
PERMIT = {
    "de": phrase_pattern(r"""
        arbeitserlaubnis
        aufenthalts(?:titel|erlaubnis|genehmigung)
        (?:arbeiten )?dürfen
        visum
    """),
    "en": phrase_pattern(r"""
        (?:work|residence) permit
        right to work
        (?:allowed|permitted|authori[sz]ed|eligible) to work
        visa\b
    """),
}
ORIGIN = Wording(
    sought={
        "de": phrase_pattern(r"""
            staats(?:angehörig|bürger)\w*
            nationalität\w*
            (?:ihr|dein|welche[rn]?)\w* (?:ethnische\w* )?herkunft\b
            woher (?:kommen sie|kommst du|stammen sie|stammst du)
            (?:kommen sie|stammen sie|kommst du) (?:ursprünglich )?aus (?:welchem|einem) land
            geburts(?:ort|land)\w*
            wo (?:sind sie|bist du|wurden sie) geboren
            migrationshintergrund
            ethni\w*
            muttersprache\w*
            (?:sind sie|bist du) (?:deutsche\w*|EU-bürger\w*)
        """),
        "en": phrase_pattern(r"""
            nationalit\w*
            citizenship
            are you (?:an? )?(?:german|eu|european|foreign)(?: citizen| national)?\b
            where (?:are|do) you (?:originally )?(?:come )?from\b
            (?:place|country) of (?:birth|origin)
            where were you born
            ethnic\w*
            your race\b
            migra(?:tion|nt) background
            (?:mother tongue|native language)
        """),
    },
    unless={code: union_pattern((PERMIT[code], WORK[code])) for code in WORK},
)
SEX = Wording(
    sought={
        "de": phrase_pattern(r"""
            (?:ihr|dein|welche[mns]?)\w* (?:biologische\w* )?geschlecht\w*
            ^geschlecht\b
            geschlechts(?:identität|zugehörigkeit)
            sexuelle\w* (?:orientierung|identität|neigung)\w*
            (?:sind sie|bist du) (?:männlich|weiblich|divers|homosexuell|schwul|lesbisch|trans)\b
        """),
        "en": phrase_pattern(r"""
            (?:your|what|which) (?:sex|gender)\b
            ^(?:sex|gender)\b
            gender identity
            sexual (?:orientation|identity|preference)
            are you (?:male|female|gay|lesbian|straight|trans\w*)\b
        """),
    },
    unless=WORK,
)
FORBIDDEN = (PAST_PAY, AGE, PHOTO, FAMILY, HEALTH, ORIGIN, SEX)

CONVICTION = Wording(
    sought={
        "de": phrase_pattern(r"""
            konfession\w*
            religion(?:szugehörigkeit)?\b
            kirchen(?:mitglied|zugehörig|steuer)\w*
            (?:mitglied|gehören|gehörst)[^.!?]{0,30}(?:kirche|religionsgemeinschaft|partei|gewerkschaft)\b
            (?:partei|gewerkschafts)(?:mitglied|zugehörig|buch)\w*
            politische\w* (?:einstellung|überzeugung|ansicht|meinung|gesinnung)\w*
            weltanschauung\w*
            vorstrafe\w*
            vorbestraft
            (?:straf|ermittlungs)verfahren gegen (?:sie|dich)
            führungszeugnis\w*
            (?:gehalts|lohn)pfändung\w*
            schufa\b
            (?:ihre|private) (?:schulden|vermögensverhältnisse)
        """),
        "en": phrase_pattern(r"""
            (?:your|what|which) (?:religion|faith|denomination|church)\b
            ^religion\b
            religious (?:affiliation|belief|denomination)\w*
            (?:member|belong)\w*[^.!?]{0,30}(?:church|religious community|political party|trade union|union)\b
            (?:union|party) membership
            political (?:views?|opinions?|beliefs?|affiliation)
            criminal (?:record|convictions?|offen[cs]es?)
            (?:been )?convicted\b
            credit (?:score|record|check)
            (?:your|private) debts
        """),
    },
)
