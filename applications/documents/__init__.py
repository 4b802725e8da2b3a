"""The one gate that every uploaded file passes, and the store behind it."""
