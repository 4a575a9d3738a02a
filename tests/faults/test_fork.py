"""Processes that are forked while another thread is cleaning: they can clean too."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")]

FORKS = 300
CODE = f"""
import os, signal, sys, threading, time, warnings
import wirecopy

warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12: that this may hang
texts = [
    "The ferry left at 8.\\n\\nRelated Posts\\n\\nNobody knew teh reason, and nobody asked for it.\\n",
    "The minister said â€œnoâ€\x9d to the resturant owners. Their were to many guests, he  said.\\n",
    "<!doctype html><article><p>The old bridge over the river will be closed, the council said.</p></article>",
]
right = [wirecopy.clean(text).text for text in texts]


def work():
    while True:
        for text in texts:
            wirecopy.clean(text)


threading.Thread(target=work, daemon=True).start()
for number in range({FORKS}):
    time.sleep(number % 7 / 1000)
    child = os.fork()
    if not child:
        signal.alarm(60)
        os._exit([wirecopy.clean(text).text for text in texts] != right)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        print(f"process {{number}} ended with {{status}}", flush=True)
        os._exit(1)
os._exit(0)
"""


def test_each_of_many_comes_to_its_end() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, timeout=600, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
