"""The one check that every uploaded file passes, and the store behind it."""
