"""Figures for Prometheus, on an address of their own: what processes count, and how the installation is."""
