"""What the law gives applicants: a copy of their data, and an end to them."""
