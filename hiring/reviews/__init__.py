"""What the page of an application reads: who may see it, ratings, history, and which one comes next."""
