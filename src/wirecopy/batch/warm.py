"""Imported by the server that workers are forked from: rules and models are loaded once, and shared by all of them."""

from contextlib import suppress

from wirecopy import api

with suppress(Exception):  # what is wrong is told by the worker that needs it
    api.clean("The ferry left at 8.\n\nRelated Posts\n\nNobody knew teh reason, and nobody asked for it.\n", lang="en")
