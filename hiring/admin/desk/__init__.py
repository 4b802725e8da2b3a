"""The page of one application: what is read on it, and the buttons of the hiring team."""
