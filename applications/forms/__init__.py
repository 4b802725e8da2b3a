"""Forms of candidates, of applicants and of staff who handle applications."""

from applications.forms.application import ApplicationForm
from applications.forms.stage import MoveForm

__all__ = ["ApplicationForm", "MoveForm"]
