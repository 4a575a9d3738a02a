"""What a run is told in: formats for people and for machines."""
