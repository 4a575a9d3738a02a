"""Many documents: where they come from, who cleans them, where they go, and what is left when something dies."""
