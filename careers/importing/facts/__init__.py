"""The facts an ad states in its text: place, start, hours, term, pay, deadline, funder."""

from careers.importing.facts.found import Facts, Passage, find_facts

__all__ = ["Facts", "Passage", "find_facts"]
