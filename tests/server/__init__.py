"""The language server as an editor meets it: a real process, bytes over pipes."""
