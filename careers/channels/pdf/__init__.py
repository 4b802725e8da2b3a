"""The ad as a PDF: for a notice board, a mail, an employment agency. Typeset by Typst, no browser."""

from careers.channels.pdf.document import Ad, ad_pdf

__all__ = ["Ad", "ad_pdf"]
