"""Honest files in the shapes of many programs, and harmless ones that a rule of ours must stop or clean.

All are made at run time. What a corpus must not hold, since it would harm a reader, is stood for by low
limits and stand-in parsers in the tests beside.
"""
