"""How findings are told, and those that only the import can find."""

from pathlib import Path

import pytest
from django.utils.functional import lazystr

from careers.checks.findings import Level, Place, Rule
from careers.importing.report import finding_lines
from careers.models import Department
from tests.careers.importing.test_command import ENGLISH, GERMAN, run, write

TWIN = GERMAN.replace("## Ihre", "Wir suchen Sie zum nächstmöglichen Zeitpunkt.\n\n## Ihre")
BLOCK = Rule("bad", Level.BLOCKS, lazystr("a bad thing"))
WARN = Rule("odd", Level.WARNS, lazystr("“%(words)s” is odd"))
HINT = Rule("small", Level.HINT, lazystr("a small thing"))


def test_findings_are_told_by_level_and_hints_counted():
    findings = [
        HINT.build_finding("en"),
        WARN.build_finding("en", Place("body", 2), words="hat"),
        BLOCK.build_finding(),
        WARN.build_finding("de", words="Hut"),
        HINT.build_finding("de"),
    ]
    assert list(finding_lines(findings)) == [
        "blocks: 1",
        "    a bad thing [bad]",
        "warns: 2",
        "    English, section 2: “hat” is odd [odd]",
        "    Deutsch: “Hut” is odd [odd]",
        "hint: 2",
    ]


def test_nothing_found_says_nothing():
    assert list(finding_lines([])) == []


def alone(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if "[section_in_one_language]" in line]


@pytest.mark.django_db
def test_section_of_one_language_is_reported_where_it_went(tmp_path: Path):
    extra = ENGLISH.replace("## We offer", "## Nice to have\n\n* a hat of your own\n\n## We offer")
    write(tmp_path / "en" / "cook.md", extra)
    write(tmp_path / "de" / "cook.md", TWIN)
    assert alone(run(tmp_path)) == [
        "English, section 2: only this language has “Nice to have”; it now is a part of this "
        "section [section_in_one_language]"
    ]


@pytest.mark.django_db
def test_sections_of_both_languages_are_no_finding(tmp_path: Path):
    write(tmp_path / "en" / "cook.md", ENGLISH)
    write(tmp_path / "de" / "cook.md", TWIN)
    assert alone(run(tmp_path)) == []


def hours(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if "[hours_in_one_place]" in line]


@pytest.mark.django_db
def test_share_of_full_time_in_one_section_only_is_reported(tmp_path: Path):
    assert hours(run(write(tmp_path / "cook.md"))) == [
        "English, section 3: only this section says “80 %”; the fields say so now, too: check "
        "them [hours_in_one_place]"
    ]


@pytest.mark.django_db
def test_share_of_full_time_at_the_top_is_no_finding(tmp_path: Path):
    text = ENGLISH.replace("We would", "This is an 80 % position. We would")
    assert hours(run(write(tmp_path / "cook.md", text))) == []


@pytest.mark.django_db
def test_department_made_for_an_ad_has_its_funder(tmp_path: Path):
    paid = ENGLISH.replace("We would", "Funded by the Ministry of Soup. We would")
    run(write(tmp_path / "cook.md", paid))
    assert Department.objects.get().funder == "Ministry of Soup"


@pytest.mark.django_db
def test_department_made_for_an_ad_without_funder_has_none(tmp_path: Path):
    run(write(tmp_path / "cook.md"))
    assert Department.objects.get().funder == ""


@pytest.mark.django_db
def test_department_is_the_one_an_ad_speaks_of_and_is_told(tmp_path: Path):
    """A word that many tasks are about, three times, says less than a name."""
    for slug, name in (("a", "Kommunikation"), ("b", "Haus am Wald"), ("c", "Technik")):
        Department.objects.create(slug=slug, name_de=name, name_en=name)
    tasks = "- Kommunikation planen\n- Kommunikation prüfen\n- Kommunikation leben"
    write(
        tmp_path / "de" / "eins.md",
        f"# Eins (d/w/m)\n\nFür unser Haus am Wald.\n\n## Aufgaben\n\n{tasks}",
    )
    write(
        tmp_path / "de" / "zwei.md",
        f"# Zwei (d/w/m)\n\nFür den Bereich Technik.\n\n## Aufgaben\n\n{tasks}",
    )
    told = [line.strip() for line in run(tmp_path) if "department: " in line]
    assert told == ["department: Haus am Wald", "department: Technik"]
