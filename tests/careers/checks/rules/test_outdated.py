from datetime import UTC, datetime

from careers.checks.facts import LanguageFacts, OutdatedFacts, PostingFacts
from careers.checks.findings import Level, Place
from careers.checks.rules.outdated import check_translations_current

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHANGE = OutdatedFacts(
    "body", "de", "Wir sind 170 Leute im Haus.", "Wir sind 200 Leute im Haus.", 2
)


def outdated_findings(*outdated):
    english = LanguageFacts(language="en", title="Editor", outdated=outdated)
    return list(check_translations_current(PostingFacts(now=NOW, texts=(english,))))


def test_outdated_text_blocks_at_its_place():
    (finding,) = outdated_findings(CHANGE)
    assert (finding.code, finding.level, finding.language, finding.place) == (
        "translation_outdated",
        Level.BLOCKS,
        "en",
        Place("body", 2),
    )


def test_outdated_text_names_what_changed():
    (finding,) = outdated_findings(CHANGE)
    shown = [finding.params[name] for name in ("other", "before", "after")]
    assert shown == ["de", "170", "200"]


def test_confirmed_text_is_fine():
    assert outdated_findings() == []
