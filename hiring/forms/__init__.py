"""What the staff fills in."""
