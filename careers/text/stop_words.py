"""Words that a search leaves out, and the acronyms that are spelled like them: "IT", "OR", "AN".

A stop word says nothing in its own language and may be a word of another: "die" is English for a
tool. In capitals it is an acronym in every language, except amid other words in capitals.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from careers.text.folding import MARKER, fold_words, spell_out_signs
from careers.text.language import STOP_WORDS

# Besides those that tell languages apart: words of both, and what sentences of ads hardly need.
OTHERS: Mapping[str, str] = {
    "de": """a aber alle allem allen aller alles an ander andere anderen anderer anders bin bis bist
        da damals dann darum darauf daran dazu demselben denn derer doch dort eines einig einige
        einigen er es etwas gar gewesen hab hatte hatten hier hin hinter ich in indem jede jedem
        jeden jeder jedes jene jetzt könnte könnten machen man manche mein meine meinem meinen
        meiner mir möchte muss musste müssen nichts nun nur schon selbst sie so solch solche
        solchen sonst über uns viel vom war waren warst was weg weil weiter welche welchem welchen
        welcher welches wen wem wer wessen wieder will wirst wohl würde würden zwar""",
    "en": """a above after again against all am an because before being below did doing down
        during few further here hers herself him himself how i in itself just me most myself
        nor now off once ours ourselves same so themselves too until very was
        yours yourself yourselves""",
}
FIELDS_OF_WORK = frozenset({"it"})
"""Acronyms that people also type in lower case, and that stand in headings in capitals."""
NO_NAMES: Mapping[str, frozenset[str]] = {"en": frozenset({"go"})}
"""Words of ads that are a name with a capital ("Go") and say nothing without one."""
LEAST_OF_WORD = 4
"""Letters in capitals; a shorter word may be an acronym itself."""
SHORTENED = re.compile(r"['’]\w{1,2}\b")  # "it's", "you'll"
GAP = re.compile(r"[\s\N{EM DASH}\N{EN DASH}\N{HORIZONTAL ELLIPSIS}]+")


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded, of one language code; none of a language that we have no list of."""
    listed = {*STOP_WORDS.get(language, ()), *OTHERS.get(language, "").split()}
    return frozenset(fold_words(word) for word in listed)


@cache
def all_stop_words() -> frozenset[str]:
    return frozenset().union(*(stop_words(language) for language in STOP_WORDS))


def meaningful_words(text: str, language: str) -> str:
    """Return a text of an ad without the stop words of its language; acronyms and names stay."""
    others = NO_NAMES.get(language, ())
    found = words_without(stop_words(language), text, language)
    return " ".join(word for word in found if word.strip(".,;:!?()") not in others)


def words_without(small: frozenset[str], text: str, language: str) -> list[str]:
    """The words of a text in this language as they are spelled, other than the small ones.

    An acronym stays, and a field of work where the language has no stop word like it. Parts of
    "check-in" and "and/or" are one word, which stays if one of them does.
    """
    chunks = GAP.split(spell_out_signs(MARKER.sub(" ", text)))
    left_out = small - (FIELDS_OF_WORK - stop_words(language))
    before, after = ["", *chunks], [*chunks[1:], ""]
    return [
        chunk
        for chunk, *beside in zip(chunks, before, after, strict=False)
        if is_acronym(chunk, beside) or not left_out.issuperset(folded_parts(chunk))
    ]


@lru_cache(4096)
def folded_parts(chunk: str) -> tuple[str, ...]:
    """Kept for words that come again, in the same ad and in others."""
    return tuple(fold_words(SHORTENED.sub("", chunk)).split())


def is_acronym(word: str, beside: Collection[str]) -> bool:
    """Tell whether a word in capitals is more than a part of a line in capitals."""
    if not word.isupper() or len(bare := fold_words(word)) == 1:
        return False
    return bare in FIELDS_OF_WORK or not any(is_shouted(each) for each in beside)


def is_shouted(word: str) -> bool:
    if not word.isupper():
        return False
    bare = fold_words(word)
    return len(bare) >= LEAST_OF_WORD or bare in all_stop_words()
