"""Results of earlier runs: what they depend on (`fingerprint`), how one is written down (`record`), where they are kept (`store`)."""
