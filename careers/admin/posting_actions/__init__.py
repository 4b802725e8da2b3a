"""What can be done with a posting besides writing it; each move asks on a page of its own."""

from careers.admin.posting_actions.action_pages import PostingMoves
from careers.admin.posting_actions.action_table import MOVES, Move, moves_of

__all__ = ["MOVES", "Move", "PostingMoves", "moves_of"]
