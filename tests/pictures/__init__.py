"""The commit before and this one, pictured in the same 40 states and compared: `make compare-pictures`."""
