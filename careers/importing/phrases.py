"""The phrases by which headings and lead-in sentences open a section, in every language.

They are regular expressions over lower-cased text without hyphens, see `lexicon.fold_heading`.
"""

from careers.enums import SectionKind

# Phrases, most telling first; matched anywhere in a lead-in or a short heading.
PHRASES: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.NICE_TO_HAVE,
        r"would (?:also )?be (?:\w+ )?(?:great|nice|good|helpful|ideal|desirable|a plus|welcome"
        r"|an? (?:\w+ )?(?:advantage|bonus))"
        r"|not (?:\w+ )?(?:mandatory|required|necessary|essential)\b"
        r"|(?:bonus|extra|plus) points|\ba (?:\w+ )?plus\b|nice to have|ideally,? you"
        r"|w[äa]e?ren? (?:\w+ )*(?:gut|schön|toll|super|hilfreich|ideal|prima|klasse|großartig"
        r"|von vorteil|wünschenswert)"
        r"|nicht (?:\w+ )?(?:erforderlich|notwendig|nötig|zwingend|voraussetzung|muss)\b"
        r"|(?:gut|schön|toll|super|hilfreich|ideal|prima|klasse) (?:ist|wäre|fänden|finden)\b"
        r"|von vorteil|wünschenswert|idealerweise|freuen (?:wir )?uns(?: auch)?,? wenn"
        r"|it helps if|we(?:'d| would) (?:love|like) it if|punkten (?:du|sie|kannst|können)",
    ),
    (
        SectionKind.OFFER,
        r"\bwe (?:can )?(?:offer|provide|give you)\b|\boffer you\b|\bwe'll offer\b"
        r"|in it for you|\byou(?:'ll| will| can)? (?:get|receive|benefit|enjoy)\b"
        r"|you can (?:expect|look forward)|why (?:join|work|you'll love|us\b)|look forward to\b"
        r"|\b(?:wir|we) (?:\w+ ){0,3}bieten\b|\bbieten (?:wir|dir|ihnen)\b|bei uns erwarte[tn]"
        r"|erwarte[tn] (?:dich|sie) bei uns|(?:du|sie) (?:bekommst|bekommen|erhältst|erhalten)\b"
        r"|(?:bekommst|bekommen|erhältst|erhalten) (?:du|sie)\b|(?:du|dich|sie)\b.*\bfreuen"
        r"|freuen sie sich|freu dich|warum (?:wir|zu uns|bei uns|du|sie)\b"
        r"|haben wir (?:dir |ihnen )?zu bieten|\bdas bieten\b|\bwe bieten\b|\bwir offer\b",
    ),
    (
        SectionKind.PROCESS,
        r"what happens next|how we hire|how it works from here|wie (?:es|geht es) (?:\w+ )?weiter"
        r"|so geht(?:'s| es) weiter|(?:application|hiring|selection|recruiting) process"
        r"|nach (?:deiner|ihrer) bewerbung|after you apply",
    ),
    (
        SectionKind.HOW_TO_APPLY,
        r"how to apply|freuen uns (?:schon )?auf (?:dich|sie|deine|ihre)\b|interesse geweckt|bewirb dich|bewerben sie sich|so bewirbst|sounds good"
        r"|klingt (?:gut|spannend|interessant)|(?:are you )?interested\?|apply now|jetzt bewerben"
        r"|(?:send|submit|schick\w*|senden) (?:us |uns |bitte )*(?:your|deine|ihre) (?:appl|bewerb)"
        r"|your application (?:should|must)|(?:ihre|deine) bewerbung (?:sollte|muss|enthält)",
    ),
    (
        SectionKind.REQUIREMENTS,
        r"\b(?:wir|we) (?:expect|erwarten|require|setzen voraus|wünschen uns)\b"
        r"|\berwarten wir\b|\bdo we expect\b|\bwe(?:'re| are) looking for\b|who we look for"
        r"|we need (?:from )?you\b|we(?:'d| would) like you to|\bwhat we need\b"
        r"|(?:successful|ideal|right|suitable) (?:applicant|candidate|person)"
        r"|\byou(?:'ll)? (?:should |must |already )*(?:bring|have|possess|are\b(?! going)|should|must"
        r"|need|will bring)"
        r"|\b(?:you've|you're)\b|who you are|about you\b|what makes you"
        r"|(?:du|sie) (?:bringst|bringen|hast|haben|verfügst|verfügen|solltest|sollten|bist|sind"
        r"|kannst|können|passt|passen)\b|(?:bringst|bringen|solltest|sollten|hast|haben|verfügst"
        r"|verfügen|bist|sind|zeichnet|zeichnen) (?:du|sie|dich)\b|mitbring\w*|überzeugst du"
        r"|(?:dich|sie) aus(?:zeichnet|macht)|überzeugen sie|wen wir suchen|wir suchen"
        r"|über dich\b|über sie$|wer (?:du bist|sie sind)",
    ),
    (
        SectionKind.TASKS,
        r"\byou(?:'ll| will| would| are going to| shall)\b|what you(?:'ll| will)? do"
        r"|(?:in|for) this (?:role|position|job|function)|\bas (?:an? |our |the )?.{2,80},? you\b"
        r"|your (?:tasks|duties|responsibilities|work|job|mission)\b|responsible for"
        r"|about (?:the|this|your) (?:role|position|job|work|vacancy)|day to day|typical day"
        r"|(?:in|bei|für|auf) (?:dieser|deiner|ihrer|der) (?:rolle|position|stelle|funktion"
        r"|tätigkeit|aufgabe)|(?:wirst|werden|arbeitest|arbeiten|übernimmst|übernehmen|gestaltest"
        r"|gestalten|verantwortest|verantworten) (?:du|sie)\b|\b(?:du|sie) (?:wirst|werden"
        r"|übernimmst|übernehmen|arbeitest|arbeiten|verantwortest|verantworten|unterstützt)\b"
        r"|(?:deine|deinen|ihre|ihren|die) (?:\w+ )?(?:aufgaben|tätigkeiten)"
        r"|über die (?:rolle|position|stelle)|was (?:du|sie) (?:bei uns )?(?:tust|tun|machst|machen"
        r"|bewegst|bewegen)|das (?:machst|tust|erwartet)|was (?:dich|sie) erwartet|darum geht"
        r"|(?:dich|sie) erwarten|wofür wir|hier bringst du|verantwortlich für|zuständig für",
    ),
    (
        SectionKind.ABOUT,
        r"^(?:about|über) \S|who we are|wer wir sind|das sind wir|what we do|was wir (?:tun|machen)"
        r"|wir sind\b.{0,40}$|^(?:we are|this is)\b.{0,40}$|our (?:mission|story|vision)",
    ),
)
