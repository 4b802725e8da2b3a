"""What holds of every rule: it is described, it has labelled cases, and it finds what they say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from benchmarks.ad_check import load_cases, score_rules
from careers.checks import MODULES
from careers.checks.findings import Rule

ROW = re.compile(r"^\| `(?P<code>\w+)`(?P<strict> †)? \| (?P<level>\w+) \|", re.MULTILINE)
# These need another posting, the past, or more than a case can say; they have tests of their own.
WITHOUT_CASES = {
    *("language_missing", "sections_missing", "translation_outdated", "link_differs"),
    *("same_as_block", "same_as_posting", "differs_from_block", "differs_from_posting"),
    *("text_too_long", "text_checked_in_part", "hard_to_read"),
}
WANTED = 0.95


def rules():
    found = [rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)]
    return {rule.code: rule for rule in found}


@pytest.fixture(scope="module")
def measured():
    return score_rules(load_cases())


def test_manual_describes_each_rule_with_its_level():
    manual = (Path(settings.BASE_DIR) / "docs" / "ad-check.md").read_text(encoding="utf-8")
    described = {row["code"]: (row["level"], bool(row["strict"])) for row in ROW.finditer(manual)}
    assert described == {
        code: (rule.level.value, not rule.can_be_overridden) for code, rule in rules().items()
    }


def test_each_rule_has_labelled_cases():
    expected = {code for case in load_cases() for code in case["expect"]}
    assert set(rules()) - expected - WITHOUT_CASES == set()


def test_each_rule_finds_what_the_cases_say_and_little_else(measured):
    weak = {
        code: score
        for code, score in measured.items()
        if min(score.precision, score.recall) < WANTED
    }
    assert weak == {}
