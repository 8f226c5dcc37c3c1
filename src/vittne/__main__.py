"""``python -m vittne``: the same as ``vittne``."""

import sys

from vittne.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
