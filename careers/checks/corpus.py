"""What text blocks and other postings say, so that copies and drifted copies are found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """A paragraph elsewhere that is the same or nearly so; likeness from 0 to 1."""

    text: str
    likeness: float
    block: str = ""
    """The name of the text block that it stands in; empty if it is a posting's own text."""
    posting: int | None = None
    """The key of the posting that it stands in; None if it is a block's text."""


class Corpus:
    """An empty one; see its subclasses."""

    def neighbours(self, text: str, language: str, posting: int | None) -> list[Neighbour]:
        """The paragraphs of other postings and of blocks that are like this one, likest first."""
        return []


EMPTY_CORPUS = Corpus()
