"""German with a comma between date and time; what is not named here stays as Django has it."""

DATETIME_FORMAT = "j. F Y, H:i"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
