"""Threads that read events for the first time, all at once, do not end the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

READERS = """
import sys
from threading import Barrier, Thread

from adapters.postgres.codec import Codec
from adapters.postgres.names.house import HOUSE
from tests.support.golden import FOLDER

sys.setswitchinterval(1e-6)
bodies = [(f"{it.parent.name}.{it.stem}", it.read_bytes()) for it in FOLDER.glob("*/*.json")]
together, read = Barrier(8), []

def run():
    codec = Codec(HOUSE)
    together.wait()
    read.append(sum(codec.decode(*each) is not None for each in bodies))

threads = [Thread(target=run) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert read == [len(bodies)] * 8, read
"""


def test_each_reads_every_event() -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-c", READERS], cwd=root, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
