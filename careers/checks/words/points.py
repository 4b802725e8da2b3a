"""Conditions of a job that both languages of an ad name, or neither: one line for each.

A name for people in both languages, then patterns of German and of English, from the beginning of a
word on and in small letters. Whatever is said in several ways must have all of them, or it is reported.
"""

from django.utils.translation import gettext_lazy as _

POINTS = (
    (
        _("driving licence"),
        r"führerschein|fahrerlaubnis",
        r"driv\w+ licen[cs]e|driver'?s? licen[cs]e",
    ),
    (
        _("certificate of good conduct"),
        r"führungszeugnis",
        r"good conduct|criminal record|police clearance|background check",
    ),
    (
        _("security clearance"),
        r"sicherheitsüberprüf|geheimhaltungs",
        r"security (?:clearance|check|vetting|screening)",
    ),
    (
        _("shift work"),
        r"(?!ge)\w*schicht(?!e der|lich)|(?:spät|früh|nacht|wochenend|abend)dienst",
        r"shift",
    ),
    (
        _("on-call duty"),
        r"(?:ruf|telefon)?bereitschaft(?:s?dienst|en\b)|rufbereitschaft|telefonbereitschaft|bereitschaft(?! zu|,? (?:auch|an|am|im|in|sich|zu|mit)\b)",
        r"on[- ]call|standby|on duty",
    ),
    (
        _("business travel"),
        r"dienstreise|reisebereit|reisetätig|geschäftsreise|(?:bereit|wochenende)[^.\n]{0,40} reisen",
        r"business (?:travel|trip)|travel on business|willing\w* to travel|official travel|business journeys",
    ),
    (
        _("doctorate"),
        r"promotion\b|promoviert|promovier|doktor|dissertation|\w*promotions",
        r"doctora|phd|ph\.d|dissertation|thesis",
    ),
    (_("master's degree"), r"master(?!plan)", r"master(?:['’]?s)?\b(?! the)"),
    (_("bachelor's degree"), r"bachelor", r"bachelor"),
    (
        _("experience in leading staff"),
        r"führungserfahrung|personalführung|personalverantwortung|führung von (?:personal|mitarbeit)",
        r"lead\w*(?: of)? (?:staff|people|teams)|leadership experience|staff management|people management|manag\w+ (?:staff|people)",
    ),
    (_("Spanish"), r"spanisch", r"spanish"),
    (_("French"), r"französisch|romanistik", r"french|romance"),
    (_("Italian"), r"italienisch", r"italian"),
    (_("Polish"), r"polnisch", r"polish(?! the)"),
    (_("Russian"), r"russisch", r"russian"),
    (_("Arabic"), r"arabisch", r"arabic"),
    (_("Turkish"), r"türkisch", r"turkish"),
    (_("Dutch"), r"niederländisch|holländisch", r"dutch"),
    (_("Ukrainian"), r"ukrainisch", r"ukrainian"),
    (_("English"), r"englisch", r"english"),
    (
        _("job ticket"),
        r"jobticket|deutschlandticket|semesterticket|fahrkarte|firmenticket",
        r"(?:job|deutschland|germany|semester|travel|transit|public transport)[- ]?ticket|(?:travel|transit|public transport) pass",
    ),
    (_("pension"), r"altersv|betriebsrente|zusatzversorgung|rente\b", r"pension|retirement"),
    (
        _("childcare"),
        r"kindergarten|kita|kinderbetreuung|betriebskinder",
        r"nurser|kindergarten|child ?care|day ?care|cr[eè]che",
    ),
    (_("probationary period"), r"probezeit", r"probation|trial period"),
    (_("vaccination"), r"impf", r"vaccin|immuni[sz]"),
    (_("moving costs"), r"umzugskosten", r"mov\w+ costs|relocation|moving expenses|removal costs"),
    (_("supervision"), r"supervision\b", r"supervision\b"),
    (_("civil servant status"), r"verbeamt|beamtenverhältnis", r"civil serv"),
)
OPPOSITES = (
    (
        (
            _("permanent"),
            r"unbefristet|festanstellung|nicht befristet|befristet ist [^.]*nicht|dauerhaft zu",
            r"permanent|indefinite|not (?:fixed|limited)|unlimited contract|open-ended",
        ),
        (_("fixed-term"), r"befrist|zunächst (?:für|auf)", r"fixed[- ]term|limited|temporary"),
    ),
    (
        (_("full-time"), r"vollzeit(?!.{0,12}gerechnet)", r"full[- ]time"),
        (_("part-time"), r"teilzeit|halbtags|halbe stelle", r"part[- ]time|half[- ]time"),
    ),
    (
        (
            _("from home"),
            r"zu hause|zuhause|home[- ]?office|homeoffice|mobil(?:es arbeiten|\b)|telearbeit|remote|von überall",
            r"(?:at|from) home|home[- ]office|remote|telework|mobile work|working from|from anywhere",
        ),
        (
            _("on site"),
            r"vor ort|im büro|präsenz",
            r"on[- ]site|in the office|in[- ]person|at the office",
        ),
    ),
)
START_AT_ONCE = {
    "de": r"(?:ab|per) sofort|sofort (?:und|oder|zu|frei|verfügbar)|\w*(?:nächst|früh|baldest)\w*(?:möglich)\w*|(?:sobald|so bald|so rasch|so schnell|so früh)(?: wie| als| es)? [\w ]{0,14}(?:möglich|geht)|umgehend zu besetzen|zeitnah zu besetzen|unverzüglich",
    "en": r"immediate(?:ly| start)|(?:as soon|as early|at the earliest|earliest)(?: as)?(?: possible| convenience)|earliest possible|asap|straight away|right away|next possible",
}
