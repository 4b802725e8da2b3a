import pickle
import random

import pytest

from careers.checks.corpus import EMPTY_CORPUS, LIKE, MOST_COMPARED, Source, Text, TextCorpus
from careers.text.diff import word_similarity
from careers.text.paragraphs import split_casefolded_words

FIRST = "Each Monday four of us read what people wrote to the help desk last week."
SECOND = "The archive keeps letters, maps and drawings that the city has collected since 1911."
BLOCK, POSTING, OTHER = Source(block="a"), Source(posting=1), Source(posting=2)


def sources(corpus, text, language="en", posting=None):
    return [(each.block, each.posting) for each in corpus.find_neighbours(text, language, posting)]


def test_empty_corpus_knows_nothing():
    assert EMPTY_CORPUS.find_neighbours(FIRST, "en", None) == []


def test_languages_are_kept_apart():
    corpus = TextCorpus({BLOCK: [Text("de", FIRST)]})
    assert (sources(corpus, FIRST), sources(corpus, FIRST, "de")) == ([], [("a", None)])


def test_block_is_named_for_a_text_that_postings_have_too():
    corpus = TextCorpus({POSTING: [Text("en", FIRST)], BLOCK: [Text("en", FIRST)]})
    assert sources(corpus, FIRST) == [("a", None)]


def test_another_posting_is_named_for_a_text_of_ones_own():
    corpus = TextCorpus({POSTING: [Text("en", FIRST)], OTHER: [Text("en", FIRST)]})
    assert sources(corpus, FIRST, posting=1) == [("", 2)]


def test_replaced_text_is_forgotten():
    corpus = TextCorpus({BLOCK: [Text("en", FIRST)]})
    assert sources(corpus, FIRST) == [("a", None)]
    corpus.replace(BLOCK, [Text("en", SECOND)])
    assert (sources(corpus, FIRST), sources(corpus, SECOND)) == ([], [("a", None)])


def test_text_of_a_new_source_is_found():
    corpus = TextCorpus({BLOCK: [Text("en", FIRST)]})
    corpus.replace(POSTING, [Text("en", SECOND)])
    assert sources(corpus, SECOND) == [("", 1)]


def size(corpus):
    return len(pickle.dumps(corpus))


def test_text_whose_source_is_gone_is_not_kept():
    corpus = TextCorpus({BLOCK: [Text("en", FIRST)]})
    before = size(corpus)
    corpus.replace(POSTING, [Text("en", SECOND)])
    corpus.replace(POSTING, [Text("en", FIRST)])
    corpus.replace(POSTING, [])
    assert size(corpus) == before


def test_text_that_stands_elsewhere_is_kept_when_a_source_is_gone():
    corpus = TextCorpus({POSTING: [Text("en", FIRST)], OTHER: [Text("en", FIRST)]})
    corpus.replace(POSTING, [])
    assert sources(corpus, FIRST) == [("", 2)]


def test_text_that_was_gone_is_found_when_it_comes_back():
    corpus = TextCorpus({BLOCK: [Text("en", FIRST)]})
    corpus.replace(BLOCK, [])
    corpus.replace(POSTING, [Text("en", FIRST)])
    assert sources(corpus, f"{FIRST} Always.") == [("", 1)]


def change_words(words, count, dice):
    """The words with some left out and some replaced."""
    kept = list(words)
    for _number in range(count):
        place = dice.randrange(len(kept))
        kept[place : place + 1] = dice.choice([[], [f"neu{dice.random()}"[:9]], ["und", "mehr"]])
    return " ".join(kept)


@pytest.mark.parametrize("seed", range(5))
def test_index_finds_whatever_comparing_all_finds(seed):
    dice = random.Random(seed)
    vocabulary = [f"wort{number}" for number in range(200)]
    texts = [" ".join(dice.choices(vocabulary, k=dice.randint(10, 40))) for _number in range(30)]
    asked = [change_words(text.split(), dice.randint(0, 6), dice) for text in texts]
    corpus = TextCorpus({Source(posting=n): [Text("de", text)] for n, text in enumerate(texts)})
    for words in asked:
        found = {each.text for each in corpus.find_neighbours(words, "de", None)}
        if len(split_casefolded_words(words)) >= 10:
            assert found == {
                t
                for t in texts
                if word_similarity(split_casefolded_words(words), split_casefolded_words(t)) >= LIKE
            }


def test_copies_that_very_many_have_are_found():
    texts = [FIRST.replace("four", f"{number}") for number in range(1, 700)]
    corpus = TextCorpus({Source(posting=n): [Text("en", text)] for n, text in enumerate(texts)})
    assert len(corpus.find_neighbours(FIRST, "en", None)) == MOST_COMPARED
