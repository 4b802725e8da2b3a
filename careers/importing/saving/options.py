"""What an import was asked to do: language, department, publishing, overriding."""

from dataclasses import dataclass

from careers.models import Department


@dataclass(frozen=True)
class Options:
    """What the person who imports wants, beyond what the files say."""

    title: str = ""
    """For the one ad without a title."""
    department: Department | None = None
    """None leaves a posting's department, or chooses one for a new posting."""
    publish: bool = False
    override: str = ""
    """Why to publish in spite of blocking findings; empty leaves such a posting a draft."""
    replace: bool = False
    """Whether a changed file replaces what has been edited since the last import."""
