"""`python -m wirecopy`."""

import sys

from wirecopy.cli import main

sys.exit(main())
