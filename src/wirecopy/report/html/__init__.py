"""html: a page to look at. One self-contained file that is read without scripts; `page` builds it, `marks` one text."""

from wirecopy.report.html.page import HtmlWriter, Page, PageError

__all__ = ["HtmlWriter", "Page", "PageError"]
