"""Letters to applicants: from a template to the mail server."""
