"""Forms of candidates and of applicants."""

from applications.forms.application import ApplicationForm

__all__ = ["ApplicationForm"]
