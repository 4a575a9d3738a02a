"""Pure text algebra: spans, edits, the source map, the codec, segmentation. Standard library only."""

from wirecopy.text.edits import Edit
from wirecopy.text.span import Span

__all__ = ["Edit", "Span"]
