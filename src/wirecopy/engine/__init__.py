"""The only place that changes text: runs passes, resolves conflicts, applies edits, restores."""
