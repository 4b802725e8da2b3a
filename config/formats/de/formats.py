"""German as sentences have it; what is not named here stays as Django has it.

The long format stands in sentences and labels ("am 9. Dezember 2026 um 17:52 Uhr"), the short one in tables
and fields.
"""

TIME_FORMAT = r"H:i \U\h\r"
DATETIME_FORMAT = r"j. F Y \u\m H:i \U\h\r"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
