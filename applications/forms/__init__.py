from applications.forms.application import ApplicationForm
from applications.forms.move import MoveForm

__all__ = ["ApplicationForm", "MoveForm"]
