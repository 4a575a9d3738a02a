"""What repeats across the documents of one site: counted, chosen, written down for a person to review. Pure functions."""
