"""What operators do at a terminal, and what runs for them beside the site."""
