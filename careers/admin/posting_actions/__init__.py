"""What can be done with a posting besides writing it; each move asks on a page of its own."""

from careers.admin.posting_actions.action_pages import PostingActionPages
from careers.admin.posting_actions.action_table import ACTIONS, PostingAction, find_fitting_actions

__all__ = ["ACTIONS", "PostingAction", "PostingActionPages", "find_fitting_actions"]
