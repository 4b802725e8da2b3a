"""What text blocks and other postings say, so that copies and drifted copies are found.

Two paragraphs are alike if at least LIKE of their words are the same in the same order. They then
share many pairs of neighbouring words: with M of their A + B words matched, there are at most
A + B - 2M + 1 gaps, and each costs one pair, which leaves 3M - A - B - 1 pairs or more. So they
share one of their rarest pairs, too (prefix filtering: Bayardo, Ma, Srikant, "Scaling Up All Pairs
Similarity Search", 2007), and few paragraphs are ever compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from typing import NamedTuple, Protocol

from careers.text.diff import word_similarity
from careers.text.paragraphs import split_casefolded_words, split_paragraphs

LIKE = 0.8
LEAST_WORDS = 10
"""Shorter paragraphs are alike by chance: "30 days of leave and a job ticket"."""
LEAST_SHARE = LIKE / (2 - LIKE)
"""How long the shorter of two that are alike is at least, in lengths of the longer."""
LEAST_PAIRS = (1 + LEAST_SHARE) * (1.5 * LIKE - 1)
"""How many pairs two that are alike share for each word of the longer, counting one too many."""
LEAST_COMMON = 3
"""How many rare pairs two must have in common to be compared; three even of ten words are."""
MOST_REMEMBERED = 200_000
MOST_MET = 120
"""How many others may be met by rare pairs before frequent ones are left out, which tell less."""
MOST_COMPARED = 12

type Words = tuple[str, ...]
type Pair = tuple[str, str]


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


class Corpus(Protocol):
    """What the ad check asks of a corpus."""

    def find_neighbours(self, text: str, language: str, posting: int | None) -> list[Neighbour]:
        """The paragraphs of blocks and of other postings that are like this one, most similar first.

        Each is named once: with a block that has it, or else with a posting that has it.
        """
        ...


class Paragraph:
    """A text that is stored once, with the blocks and the postings that it stands in."""

    def __init__(self, text: str, language: str, words: Words) -> None:
        self.text = text
        self.language = language
        self.words = words
        self.rarest_pairs: list[Pair] = []
        """Its rarest pairs, by which it is found."""
        self.blocks: dict[Source, None] = {}
        self.postings: dict[Source, None] = {}

    def sources_of_kind(self, source: Source) -> dict[Source, None]:
        return self.blocks if source.block else self.postings

    def other_source(self, posting: int | None) -> Source | None:
        """A block that has the text, else a posting that is not this one."""
        others = (each for each in tuple(self.postings) if each.posting != posting)
        return next(iter(tuple(self.blocks)), None) or next(others, None)


class TextCorpus:
    """An index in memory of paragraphs, which can be changed source by source."""

    def __init__(self, texts: Mapping[Source, Iterable[Text]]) -> None:
        self._paragraphs: dict[tuple[str, Words], Paragraph] = {}
        self._words: dict[str, Words] = {}
        self._of_source: dict[Source, list[Paragraph]] = {}
        self._by_pair: defaultdict[Pair, list[Paragraph]] = defaultdict(list)
        self._alike: dict[tuple[str, Words], list[tuple[float, Paragraph]]] = {}
        new = [each for source in texts for each in self._add_paragraphs(source, texts[source])]
        self._frequency = Counter(word for each in new for word in each.words)
        self._index_paragraphs(new)

    def replace(self, source: Source, texts: Iterable[Text]) -> None:
        """Replaces the texts of a source; without texts the source is removed."""
        before = self._of_source.pop(source, [])
        for paragraph in before:
            paragraph.sources_of_kind(source).pop(source, None)
        self._index_paragraphs(self._add_paragraphs(source, texts))
        self._drop_paragraphs(each for each in before if not each.blocks and not each.postings)
        self._alike = {}

    def find_neighbours(self, text: str, language: str, posting: int | None) -> list[Neighbour]:
        if not self._paragraphs:
            return []
        return [
            Neighbour(paragraph.text, share, source.block, source.posting, source.name)
            for share, paragraph in self._find_similar(
                self._words.get(text) or split_casefolded_words(text), language
            )
            if (source := paragraph.other_source(posting))
        ]

    def _add_paragraphs(self, source: Source, texts: Iterable[Text]) -> list[Paragraph]:
        """Notes where paragraphs stand; returns those that are new."""
        new, own = [], []
        parts = ((language, part) for language, body in texts for part in split_paragraphs(body))
        for language, part in parts:
            words = split_casefolded_words(part)
            if len(words) < LEAST_WORDS:
                continue
            paragraph = self._paragraphs.get((language, words))
            if paragraph is None:
                paragraph = self._paragraphs[language, words] = Paragraph(part, language, words)
                self._words[part] = words
                new.append(paragraph)
            paragraph.sources_of_kind(source)[source] = None
            own.append(paragraph)
        if own:
            self._of_source[source] = own
        return new

    def _index_paragraphs(self, new: Iterable[Paragraph]) -> None:
        for paragraph in new:
            paragraph.rarest_pairs = self._find_rarest_pairs(paragraph.words)
            for pair in paragraph.rarest_pairs:
                self._by_pair[pair].append(paragraph)

    def _drop_paragraphs(self, vanished: Iterable[Paragraph]) -> None:
        """Builds new lists, since other threads may be reading the old ones."""
        for paragraph in vanished:
            self._paragraphs.pop((paragraph.language, paragraph.words), None)
            self._words.pop(paragraph.text, None)
            for pair in paragraph.rarest_pairs:
                rest = [each for each in self._by_pair.get(pair, []) if each is not paragraph]
                if rest:
                    self._by_pair[pair] = rest
                else:
                    self._by_pair.pop(pair, None)

    def _find_rarest_pairs(self, words: Words) -> list[Pair]:
        """The rarest pairs: whatever is like these words has some of them among its own rarest."""
        frequency = self._frequency
        pairs = set(pairwise(words))
        by_rarity = sorted((min(frequency[one], frequency[two]), one, two) for one, two in pairs)
        may_differ = len(words) - int(LEAST_PAIRS * len(words))
        return [(one, two) for _frequency, one, two in by_rarity[: may_differ + LEAST_COMMON]]

    def _find_similar(self, words: Words, language: str) -> list[tuple[float, Paragraph]]:
        """The paragraphs that are like these words, most similar first; cached for equal ones."""
        known = self._alike
        if len(words) < LEAST_WORDS:
            return []
        if (language, words) not in known:
            compared = (
                (word_similarity(words, each.words), each)
                for each in self._find_candidates(words, language)
            )
            found = [each for each in compared if each[0] >= LIKE]
            if len(known) >= MOST_REMEMBERED:
                known.clear()  # texts that were typed but never saved
            known[language, words] = sorted(found, key=lambda each: -each[0])
        return known[language, words]

    def _find_candidates(self, words: Words, language: str) -> list[Paragraph]:
        """Those that share enough words, in whatever order, to be worth comparing."""
        distinct, size = frozenset(words), len(words)
        near = []
        for each in self._find_sharing(words, language):
            least = LIKE * (size + len(each.words)) / 2
            shared = distinct.intersection(each.words)
            if size - len(distinct) + len(shared) >= least:
                near.append((not each.blocks, -len(shared), each))
        return [each for *_order, each in sorted(near, key=itemgetter(0, 1))[:MOST_COMPARED]]

    def _find_sharing(self, words: Words, language: str) -> list[Paragraph]:
        """Those that share some rare pairs and are neither too short nor too long."""
        least, most = LEAST_SHARE * len(words), len(words) / LEAST_SHARE
        known = self._paragraphs.get((language, words))
        rare_pairs = known.rarest_pairs if known else self._find_rarest_pairs(words)
        return [
            each
            for each, common in Counter(
                chain.from_iterable(self._select_pair_lists(rare_pairs))
            ).items()
            if common >= LEAST_COMMON
            and each.language == language
            and least <= len(each.words) <= most
        ]

    def _select_pair_lists(self, rare_pairs: list[Pair]) -> list[list[Paragraph]]:
        """Who else has the rarest pairs; pairs that very many have are left out if rarer ones suffice."""
        lists = sorted((self._by_pair.get(pair, []) for pair in rare_pairs), key=len)
        sizes = accumulate(len(each) for each in lists)
        rare = sum(size <= MOST_MET for size in sizes)
        return lists[: max(rare, len(lists) // 2 + LEAST_COMMON)]


EMPTY_CORPUS: Corpus = TextCorpus({})
