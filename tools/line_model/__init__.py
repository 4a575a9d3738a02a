"""What trains the line model (see train_line_model.py): documents, word tables, forests, stages."""

from __future__ import annotations

import time

STARTED = time.time()


def say(*what: object) -> None:
    print(f"{time.time() - STARTED:6.0f}s", *what, flush=True)
