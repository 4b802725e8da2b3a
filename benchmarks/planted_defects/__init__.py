"""Correct pairs of ads, and defects planted in them at random places: python -m benchmarks.planted_defects."""
