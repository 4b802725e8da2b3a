"""What text blocks and other postings say, so that copies and drifted copies are found.

Two paragraphs are alike if at least LIKE of their words are the same in the same order. Paragraphs
so alike share one of their rarest words: were all of them different, too few would be left to
share (prefix filtering: Bayardo, Ma, Srikant, "Scaling Up All Pairs Similarity Search", 2007).
So only few are ever compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from careers.text.differences import likeness
from careers.text.paragraphs import folded, paragraphs

LIKE = 0.8
LEAST_WORDS = 10
"""Shorter paragraphs are alike by chance: "30 days of leave and a job ticket"."""
LEAST_SHARE = LIKE / (2 - LIKE)
"""What a paragraph has of its words in common with a longer or shorter one that is like it."""
MOST_COMPARED = 12

type Words = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Where a text stands: in a text block or in a posting, with a name for people."""

    block: str = ""
    posting: int | None = None
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Neighbour:
    """A paragraph elsewhere that is the same or nearly so; likeness from 0 to 1."""

    text: str
    likeness: float
    block: str = ""
    """The name of the text block that it stands in; empty if it is a posting's own text."""
    posting: int | None = None
    """The key of the posting that it stands in; None if it is a block's text."""
    name: str = ""
    """The heading of the block or the title of the posting."""


class Text(NamedTuple):
    """Markdown of a source in one language."""

    language: str
    body: str


class Corpus:
    """An empty one; see its subclass."""

    def neighbours(self, text: str, language: str, posting: int | None) -> list[Neighbour]:
        """The paragraphs of blocks and of other postings that are like this one, likest first.

        Each is named once: with a block that has it, or else with a posting that has it.
        """
        return []


EMPTY_CORPUS = Corpus()


class Paragraph:
    """A text that is kept once, with the blocks and the postings that it stands in."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words
        self.distinct = frozenset(words)
        self.blocks: dict[Source, None] = {}
        self.postings: dict[Source, None] = {}

    def sources(self, source: Source) -> dict[Source, None]:
        return self.blocks if source.block else self.postings

    def source_beside(self, posting: int | None) -> Source | None:
        """A block that has the text, else a posting that is not this one."""
        others = (each for each in tuple(self.postings) if each.posting != posting)
        return next(iter(tuple(self.blocks)), None) or next(others, None)


class TextCorpus(Corpus):
    """An index in memory of paragraphs, which can be changed source by source."""

    def __init__(self, texts: Mapping[Source, Iterable[Text]]) -> None:
        self._paragraphs: dict[tuple[str, Words], Paragraph] = {}
        self._of_source: dict[Source, list[Paragraph]] = {}
        self._by_word: defaultdict[tuple[str, str], list[Paragraph]] = defaultdict(list)
        self._alike: dict[tuple[str, Words], list[tuple[float, Paragraph]]] = {}
        new = [each for source in texts for each in self._keep(source, texts[source])]
        self._frequency = Counter(word for _language, kept in new for word in kept.distinct)
        self._index(new)

    def replace(self, source: Source, texts: Iterable[Text]) -> None:
        """Takes the texts of a source anew; with none of them it is taken out."""
        for paragraph in self._of_source.pop(source, []):
            paragraph.sources(source).pop(source, None)
        self._index(self._keep(source, texts))
        self._alike = {}

    def neighbours(self, text: str, language: str, posting: int | None) -> list[Neighbour]:
        return [
            Neighbour(paragraph.text, share, source.block, source.posting, source.name)
            for share, paragraph in self._like(folded(text), language)
            if (source := paragraph.source_beside(posting))
        ]

    def _keep(self, source: Source, texts: Iterable[Text]) -> list[tuple[str, Paragraph]]:
        """Notes where paragraphs stand; returns those that are new, with their language."""
        new = []
        own = self._of_source[source] = []
        parts = ((language, part) for language, body in texts for part in paragraphs(body))
        for language, part in parts:
            words = folded(part)
            if len(words) < LEAST_WORDS:
                continue
            paragraph = self._paragraphs.get((language, words))
            if paragraph is None:
                paragraph = self._paragraphs[language, words] = Paragraph(part, words)
                new.append((language, paragraph))
            paragraph.sources(source)[source] = None
            own.append(paragraph)
        return new

    def _index(self, new: Iterable[tuple[str, Paragraph]]) -> None:
        for language, paragraph in new:
            for word in self._telling(paragraph.words):
                self._by_word[language, word].append(paragraph)

    def _telling(self, words: Words) -> list[str]:
        """The rarest words of a paragraph; each paragraph that is like it has one of them, too."""
        may_differ = len(words) - ceil(LEAST_SHARE * len(words))
        by_rarity = sorted(set(words), key=lambda word: (self._frequency[word], word))
        return by_rarity[: may_differ + 1]

    def _like(self, words: Words, language: str) -> list[tuple[float, Paragraph]]:
        """The paragraphs that are like these words, likest first; found once for equal ones."""
        known = self._alike
        if len(words) < LEAST_WORDS:
            return []
        if (language, words) not in known:
            compared = ((likeness(words, each.words), each) for each in self._near(words, language))
            found = [each for each in compared if each[0] >= LIKE]
            known[language, words] = sorted(found, key=lambda each: -each[0])
        return known[language, words]

    def _near(self, words: Words, language: str) -> list[Paragraph]:
        """Those that share enough words, in whatever order, to be worth comparing."""
        distinct, least = frozenset(words), LEAST_SHARE * len(words)
        may_differ = len(words) - ceil(least)
        met = {
            id(each): each
            for word in self._telling(words)
            for each in self._by_word.get((language, word), ())
            if least <= len(each.words) <= len(words) / LEAST_SHARE
            and len(distinct - each.distinct) <= may_differ
        }
        order = sorted(met.values(), key=lambda each: -len(distinct & each.distinct))
        return sorted(order, key=lambda each: not each.blocks)[:MOST_COMPARED]
