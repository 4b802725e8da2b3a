import pytest

from careers.checks.quantities import find_quantities

EQUAL = [
    ("1,7 Milliarden Euro", "1.7 billion euros"),
    ("60.000 bis 75.000 Euro", "€60,000 to €75,000"),
    ("bis zum 31. Dezember 2026 um 10 Uhr", "by December 31, 2026 at 10 a.m."),
    ("EG 13, 39,5 Stunden", "E13, 39.5 hours"),
    ("Tel. 030 1234567", "phone +49 30 1234567"),
    ("1.000.000 Nutzende, 1 bis 2 Millionen", "1,000,000 users, 1 to 2 million"),
    ("60 Tsd. Euro", "60k euros"),
]
DIFFERENT = [
    ("170 Mitglieder", "200 members"),
    ("2 Billionen", "2 billion"),
    ("80 %", "80 euros"),
    ("31.12.2026", "1 December 2026"),
]


@pytest.mark.parametrize(("german", "english"), EQUAL)
def test_quantities_are_equal(german, english):
    assert set(find_quantities(german, "de")) == set(find_quantities(english, "en"))


@pytest.mark.parametrize(("german", "english"), DIFFERENT)
def test_quantities_are_different(german, english):
    assert set(find_quantities(german, "de")) != set(find_quantities(english, "en"))
