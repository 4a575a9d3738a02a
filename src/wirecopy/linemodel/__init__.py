"""The line model: which lines of a scraped text belong to the article. Pure functions over strings, no dependencies."""

from wirecopy.linemodel.model import LineModel, Reading, Verdict, load

__all__ = ["LineModel", "Reading", "Verdict", "load"]
