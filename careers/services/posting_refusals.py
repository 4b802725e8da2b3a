"""Why a service would not do what it was asked; views and commands show the reasons."""

from collections.abc import Sequence

from careers.checks import Finding


class PostingRefused(Exception):
    """A posting's change was refused; each reason is a sentence in the active language."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class PublishRefused(PostingRefused):
    """The draft is not fit for the public; `findings` block and might be overridden."""

    def __init__(self, *reasons: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(*reasons)
        self.findings = tuple(findings)


class CloseRefused(PostingRefused):
    """The posting is not in a state that can be closed or reopened."""


class ExtendRefused(PostingRefused):
    """The posting cannot have this deadline, or none at all."""


class ConfirmRefused(PostingRefused):
    """What is to be confirmed is no longer what the person saw."""


class BlockRefused(PostingRefused):
    """A text block cannot be made, used, left or republished as asked."""
