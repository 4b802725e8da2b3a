"""The pages of the inbox: list, board, saved filters, columns, and the ways to them from a posting."""

from hiring.admin.inbox.list_and_board import InboxPages

__all__ = ["InboxPages"]
