"""Applications: what candidates send, where it is kept, and how it is answered."""
