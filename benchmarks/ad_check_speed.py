"""How long the ad check takes: python -m benchmarks.ad_check_speed.

1,000 postings of 10 sections in both languages, without a database: what is read from it are plain
values. Three sections take their text from blocks, two are copied from a pool that postings share,
one is a copy of a block that has drifted, four are the posting's own. The words are those of our
demo ads, whose sentences are cut in half and joined again, and every fourth word is a made-up one, so
that there are as many different words as in so many ads (some 40,000 a language, by Heaps' law).
"""

import gc
import os
import random
import re
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

POSTINGS = 1000
MEASURED_ALONE = 200
DEMO = Path(__file__).parents[1] / "demo"
LANGUAGES = ("de", "en")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KINDS = "about tasks profile offer process how_to_apply other tasks about offer".split()
SYLLABLES = "ba dor fel gan hol kim lar mon nop pra ros sil tar vek wol zan".split()
VOCABULARY = 40_000
EVERY = 4
TITLES = {"de": "Fachkraft für Betrieb und Netze", "en": "Expert in operations and networks"}
MARKERS = {"de": "(d/w/m)", "en": "(d/f/m)"}

type Bilingual = dict[str, str]
type Parts = list[tuple[Bilingual, str]]
"""The bodies of a posting's sections, each with the name of its block or nothing."""


def read_blocks() -> dict[str, Bilingual]:
    """The demo's text blocks by name."""
    rows = tomllib.loads((DEMO / "text_blocks.toml").read_text())["text_blocks"]
    return {row["slug"]: {code: row[f"body_{code}"] for code in LANGUAGES} for row in rows}


def read_sentences() -> list[Bilingual]:
    """List items and paragraphs of the demo ads that have as many of them in both languages."""
    found = []
    for file in sorted((DEMO / "de").glob("*.md")):
        other = DEMO / "en" / file.name
        if other.exists():
            pairs = zip(read_lines(file), read_lines(other), strict=False)
            found += [dict(zip(LANGUAGES, pair, strict=True)) for pair in pairs]
    return found


def read_lines(file: Path) -> list[str]:
    """The sentences of an ad, without its title, headings and marks of lists."""
    kept = (line for line in file.read_text().splitlines() if line and line[0] not in "#(")
    return [re.sub(r"^(?:[-*]|\d+\.) ", "", line) for line in kept]


class Writer:
    """Writes texts that are like ads, the same ones each time."""

    def __init__(self) -> None:
        self.dice = random.Random(2026)
        self.sentences = read_sentences()

    def sentence(self) -> Bilingual:
        one, two = self.dice.choice(self.sentences), self.dice.choice(self.sentences)
        return {code: self.make_up_words(join_halves(one[code], two[code])) for code in LANGUAGES}

    def make_up_words(self, words: list[str]) -> str:
        """The words with some of them made up; few of these are frequent, and most are rare."""
        for place in range(self.dice.randrange(EVERY), len(words), EVERY):
            if words[place].isalpha():
                words[place] = make_up_word(int(VOCABULARY ** self.dice.random()))
        return " ".join(words)

    def body(self) -> Bilingual:
        """Two paragraphs of two sentences and a list of five items: 700 characters, as in real ads."""
        own = [self.sentence() for _number in range(9)]
        return {
            code: "\n\n".join(
                (
                    " ".join(each[code] for each in own[:2]),
                    " ".join(each[code] for each in own[2:4]),
                    "\n".join(f"- {each[code]}" for each in own[4:]),
                )
            )
            for code in LANGUAGES
        }


def join_halves(one: str, two: str) -> list[str]:
    """The first half of one sentence with the second half of another."""
    first, second = one.split(), two.split()
    return first[: len(first) // 2 + 1] + second[len(second) // 2 :]


def make_up_word(number: int) -> str:
    """A word of its own for each number."""
    syllables = []
    while number:
        number, place = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[place])
    return "".join(syllables).capitalize()


def make_up_postings(count: int) -> Iterator[Parts]:
    writer = Writer()
    shared = list(read_blocks().items())
    pool = [writer.body() for _number in range(20)]
    for number in range(count):
        drifted = {
            code: re.sub(r"\b200\b", str(150 + number % 40), text)
            for code, text in shared[0][1].items()
        }
        yield [
            *((text, slug) for slug, text in shared[:3]),
            *((writer.dice.choice(pool), "") for _number in range(2)),
            (drifted, ""),
            *((writer.body(), "") for _number in range(4)),
        ]


def build_corpus(ads: list[Parts]) -> Any:
    from careers.checks.corpus import Source, Text, TextCorpus

    texts = {Source(block=slug): body for slug, body in read_blocks().items()}
    own = {
        Source(posting=number): [
            Text(*row) for body, slug in ad if not slug for row in body.items()
        ]
        for number, ad in enumerate(ads)
    }
    shared = {source: [Text(*row) for row in body.items()] for source, body in texts.items()}
    return TextCorpus({**shared, **own})


def build_facts(number: int, ad: Parts, corpus: Any) -> Any:
    from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts

    def text(code: str) -> LanguageFacts:
        rows = zip(KINDS, ad, strict=True)
        return LanguageFacts(
            language=code,
            title=TITLES[code],
            marker=MARKERS[code],
            sections=tuple(SectionFacts(kind, "", body[code], slug) for kind, (body, slug) in rows),
        )

    return PostingFacts(
        now=NOW,
        texts=tuple(text(code) for code in LANGUAGES),
        contacts=("Ada Beispiel",),
        pay_min=Decimal(60000),
        employment_types=("FULL_TIME",),
        posting=number,
        corpus=corpus,
    )


def measure_time[T](work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def find_caches() -> list[Any]:
    """What our modules remember of texts that they have read."""
    ours = [module for name, module in sys.modules.items() if name.startswith("careers.")]
    named = [each for module in ours for each in vars(module).values()]
    return [each for each in named if hasattr(each, "cache_clear")]


def time_single_checks(all_facts: list[Any]) -> Iterator[float]:
    """Milliseconds for single postings, with every memory of texts emptied before."""
    from careers.checks import check_posting
    from careers.checks.corpus import Source

    kept = find_caches()
    for each in islice(all_facts, 0, None, len(all_facts) // MEASURED_ALONE):
        for cache in kept:
            cache.cache_clear()
        each.corpus.replace(Source(posting=-1), ())
        yield 1000 * measure_time(lambda one=each: check_posting(one))[0]


def main() -> None:
    import django

    django.setup()
    from careers.checks import check_posting

    ads = list(make_up_postings(POSTINGS))
    built, corpus = measure_time(lambda: build_corpus(ads))
    all_facts = [build_facts(number, ad, corpus) for number, ad in enumerate(ads)]
    gc.freeze()  # or one of them waits until all the others are looked through for garbage
    single = list(time_single_checks(all_facts))
    checked, found = measure_time(lambda: [check_posting(each) for each in all_facts])
    characters = sum(len(body[code]) for ad in ads for body, _slug in ad for code in LANGUAGES)
    print(
        f"{POSTINGS} postings, {characters // POSTINGS} characters each, {sum(map(len, found))} findings"
    )
    print(f"corpus built in {built:.2f} s, all checked in {checked:.2f} s: {built + checked:.2f} s")
    print(f"one alone: median {statistics.median(single):.1f} ms, worst {max(single):.1f} ms")


if __name__ == "__main__":
    main()
