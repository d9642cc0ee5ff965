"""Write the next migration: what `tables.py` says beyond the migrations there are.

`python -m scripts.revise "say what changes"`; read what it wrote before keeping it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from adapters.postgres.embedded.server import start
from adapters.postgres.migrations.migrate import migrate, revise


def main() -> None:
    message = " ".join(sys.argv[1:])
    if not message:
        sys.exit("say in a few words what changes")
    with tempfile.TemporaryDirectory(prefix="anchorline-") as folder:
        Path(folder).chmod(0o711)
        with start(Path(folder)) as server:
            migrate(server.owner_url)
            print(revise(server.owner_url, message))


if __name__ == "__main__":
    main()
