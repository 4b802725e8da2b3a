import pytest

from careers.checks import corpus_cache
from careers.checks.corpus_cache import CorpusCache
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory, closed

pytestmark = pytest.mark.django_db

TEXT = "Der Verband hat heute mehr als 200 Mitglieder in ganz Europa und wächst."
ENGLISH = "Today the association has more than 200 members all over Europe and grows."
EDITED = "Die Stiftung fördert seit zehn Jahren freie Software in Schulen und in Behörden."


def places(corpus, text=TEXT, language="de", posting=None):
    return [(each.block, each.posting) for each in corpus.find_neighbours(text, language, posting)]


def posting_saying(text, **fields):
    posting = PostingFactory(**fields)
    SectionFactory(posting=posting, position=7, body_de=text, body_en=ENGLISH)
    return posting


def test_corpus_has_blocks():
    TextBlockFactory(slug="about", body_de=TEXT)
    assert places(CorpusCache().refresh()) == [("about", None)]


def test_corpus_has_sections_of_postings():
    posting = posting_saying(TEXT)
    assert places(CorpusCache().refresh()) == [("", posting.pk)]


def test_corpus_has_every_language():
    posting = posting_saying(TEXT)
    assert places(CorpusCache().refresh(), ENGLISH, "en") == [("", posting.pk)]


def test_corpus_names_the_posting():
    posting_saying(TEXT, title_de="Technikerin")
    (neighbour,) = CorpusCache().refresh().find_neighbours(TEXT, "de", None)
    assert neighbour.name == "Technikerin"


def test_corpus_names_a_posting_without_title_by_its_number():
    posting = posting_saying(TEXT, title_de="", title_en="")
    (neighbour,) = CorpusCache().refresh().find_neighbours(TEXT, "de", None)
    assert neighbour.name == f"#{posting.public_id}"


def test_corpus_leaves_closed_postings_out():
    posting = closed()
    SectionFactory(posting=posting, position=7, body_de=TEXT)
    assert places(CorpusCache().refresh()) == []


def test_corpus_has_the_postings_that_were_changed_last(monkeypatch):
    monkeypatch.setattr(corpus_cache, "MOST_POSTINGS", 1)
    first, last = posting_saying(TEXT), posting_saying(EDITED)
    cache = CorpusCache()
    assert places(cache.refresh()) == []
    assert places(cache.refresh(), EDITED) == [("", last.pk)]
    first.save()
    assert places(cache.refresh()) == [("", first.pk)]
    assert places(cache.refresh(), EDITED) == []


def test_corpus_leaves_sections_out_that_use_a_block():
    block = TextBlockFactory(slug="about", body_de=TEXT)
    SectionFactory(posting=PostingFactory(), position=7, block=block)
    assert places(CorpusCache().refresh()) == [("about", None)]


def test_corpus_notices_an_edit():
    kept = CorpusCache()
    others = [posting_saying(TEXT) for _number in range(4)]
    kept.refresh()
    section = others[0].sections.get(position=7)
    section.body_de = EDITED
    section.save()
    others[0].save()
    assert places(kept.refresh(), EDITED) == [("", others[0].pk)]
    assert places(kept.refresh()) == [("", others[1].pk)]


def test_corpus_notices_a_deleted_block():
    kept = CorpusCache()
    posting_saying(EDITED)
    posting_saying(EDITED)
    block = TextBlockFactory(slug="about", body_de=TEXT)
    assert places(kept.refresh()) == [("about", None)]
    block.delete()
    assert places(kept.refresh()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_corpus_is_read_with_two_queries(count, django_assert_num_queries):
    for _number in range(count):
        posting_saying(TEXT)
    TextBlockFactory()
    with django_assert_num_queries(2):
        CorpusCache().refresh()


def test_corpus_is_kept_at_the_price_of_one_query(django_assert_num_queries):
    posting_saying(TEXT)
    kept = CorpusCache()
    kept.refresh()
    with django_assert_num_queries(1):
        kept.refresh()
