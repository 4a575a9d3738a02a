"""Clean a Polars column: Polars hands over Arrow, so nothing is copied twice."""

import polars as pl

import wirecopy

pages = pl.DataFrame({"url": ["https://example.org/1"], "text": ["The ferry left at 8.\r\n\r\nRelated Posts\r\n"]})
cleaned = pl.from_arrow(wirecopy.clean_batch(pages.to_arrow()))
print(cleaned["text"].to_list())
