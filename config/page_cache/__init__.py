"""Public pages kept in the memory of each web process, and given out before Django is asked."""
