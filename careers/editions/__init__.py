"""What an edition says: the public facts and texts of a posting, written once at publication."""

from careers.editions.contents import EditionFacts, SectionText, TextFacts

__all__ = ["EditionFacts", "SectionText", "TextFacts"]
