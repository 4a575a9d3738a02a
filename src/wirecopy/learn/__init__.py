"""What repeats across the documents of one site: counted, chosen, written down for a person to review. Pure functions."""

from wirecopy.learn.counts import MIN_DOCUMENTS, Repeated, SiteCounts
from wirecopy.learn.keys import host_key, site_key
from wirecopy.learn.sketch import SiteSketch

__all__ = ["MIN_DOCUMENTS", "Repeated", "SiteCounts", "SiteSketch", "host_key", "site_key"]
