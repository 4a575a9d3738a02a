"""Results as text for people and machines. One module a format; `formats` knows them by name."""
