"""Which language a text is written in, judged by the small words every sentence needs.

Stop words suffice for ads and for sentences of ads; nothing is downloaded or trained. A
further language is one more entry in STOP_WORDS.
"""

import re
from collections.abc import Mapping

from careers.text.words import visible_words

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "de": frozenset(
        """als am auch auf aus bei beim bis dabei dafür damit dann das dass dein deine deinem
        deinen deiner dem den der des dich die dies diese diesem diesen dieser dieses dir du
        durch ein eine einem einen einer eines es euch euer eure für gegen haben hat ich ihm ihn
        ihnen ihr ihre ihrem ihren ihrer im ins ist kann kein keine können mehr mich mit nach
        nicht noch nur ob oder ohne sehr sein seine seinen seiner seit sich sie sind soll sollen
        sondern sowie um und uns unser unsere unserem unseren unserer unter vom von vor wenn
        werden wie wir wird wirst wo wollen worden wurde wurden zu zum zur zwischen über""".split()
    ),
    "en": frozenset(
        """about and any are as at be been between both but by can could do does each for from
        had has have he her his how if into is it its may more must my no not of on only or other
        our out over own shall she should some such than that the their them then there these
        they this those through to under up us we were what when where which while who whose why
        will with within without would you your""".split()
    ),
}

LEAST_EVIDENCE = 2

ABBREVIATIONS = r"(?<!\bz\.B\.)(?<!\be\.V\.)(?<!\bDr\.)(?<!\bProf\.)(?<!\bFr\.)(?<!\bHr\.)(?<!\bTel\.)(?<!\b\d\.)(?<!\b\d\d\.)(?<!\bNr\.)(?<!\bbzw\.)(?<!\bMs\.)(?<!\bMr\.)(?<!\bca\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
SENTENCE_END = re.compile(rf"(?<=[.!?]){ABBREVIATIONS}\s+(?=[\"„“»(*_]*[A-ZÄÖÜ0-9])")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; cut after . ! ? where an upper-case letter follows."""
    return [part for part in SENTENCE_END.split(text.strip()) if part]


def count_stop_words(text: str) -> dict[str, int]:
    """How many stop words of each language a text has; a word of two languages counts for none."""
    found = visible_words(text)
    return {
        language: sum(word in own for word in found) for language, own in DISTINCTIVE_WORDS.items()
    }


def _distinctive_words(language: str) -> frozenset[str]:
    others = (words for other, words in STOP_WORDS.items() if other != language)
    return STOP_WORDS[language].difference(*others)


DISTINCTIVE_WORDS = {language: _distinctive_words(language) for language in STOP_WORDS}


def detect_language(text: str) -> str | None:
    """The language code of a text, or None where the text gives too little to tell."""
    (second, first) = sorted(count_stop_words(text).items(), key=lambda item: item[1])[-2:]
    if first[1] < LEAST_EVIDENCE or first[1] == second[1]:
        return None
    return first[0]
