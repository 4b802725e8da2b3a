"""What can be done with a posting besides writing it; each move asks on a page of its own."""

from careers.admin.moves.pages import PostingMoves
from careers.admin.moves.table import MOVES, Move, moves_of

__all__ = ["MOVES", "Move", "PostingMoves", "moves_of"]
