"""The measure of planted defects: enough pairs and kinds, halves that stay, and what must be found."""

from random import Random

import pytest

from benchmarks.planted_defects.__main__ import KINDS, recall, split_halves, try_half
from benchmarks.planted_defects.pairs import read_pairs

STYLES = {"association", "ministry", "startup", "university"}


def test_there_are_enough_pairs_of_each_style():
    pairs = read_pairs()
    assert len(pairs) >= 40
    assert {pair.style for pair in pairs} == STYLES


def test_there_are_enough_kinds_with_names_of_their_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 60


def test_halves_share_nothing():
    one, two = split_halves()
    assert not {ad.name for ad in one.ads} & {ad.name for ad in two.ads}
    assert not {kind.name for kind in one.kinds} & {kind.name for kind in two.kinds}


def test_planting_changes_the_ad_or_says_that_it_did_not():
    ad = read_pairs()[0]
    for kind in KINDS:
        changed = ad.copy()
        place = kind.plant(changed, Random(1))
        assert (changed == ad) is (place is None), kind.name


@pytest.mark.parametrize("number", [0, 1])
def test_most_planted_defects_are_found(number, settings):
    settings.ADDRESS_FORMS = {}
    half = split_halves()[number]
    assert recall(try_half(half._replace(ads=half.ads[:3]))) >= 0.85
