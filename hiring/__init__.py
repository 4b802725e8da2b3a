"""Hiring: what the staff does with applications that have arrived. Nothing of it is read by the public."""
