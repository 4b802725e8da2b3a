"""The demo: invented postings and applications that show every state of the portal.

The words and facts are in the top-level folder demo/; this package only puts them in place,
through the same importer, services and upload check as everything real.
"""

from applications.demo.loading import DemoMissingError, Loaded, load_demo

__all__ = ["DemoMissingError", "Loaded", "load_demo"]
