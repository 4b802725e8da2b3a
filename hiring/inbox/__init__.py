"""The inbox: which applications a member of staff finds, in which order, and how many."""
