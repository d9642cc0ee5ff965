"""Instructions to banks leave the house as files: the platform itself never pays.

One file for each instruction, named by its key, so that one handed over twice is
still one. Whoever pays takes them from there and answers by a bank message.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.following.outbox import Outgoing
from api.shared.wire import stored_to_wire
from scripts.equipment.kept import write_privately

KINDS = ("disbursement", "surplus", "reclaim")
"""A draw is paid out; what is left of a collection goes to the seller; or comes back from it."""


IN_FILE_NAMES = str.maketrans({"/": "=", ":": "+"})
"""No name of a party or a thing holds either sign, so that no two keys come to one file."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """Answers the outbox: `Instructions(folder)` takes messages of every kind."""

    folder: Path

    def __call__(self, message: Outgoing) -> None:
        """Return when the file is on the disk under its name."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / f"{message.key.translate(IN_FILE_NAMES)}.json"
        part = file.with_name(f".{secrets.token_hex(8)}")
        write_privately(part, _written(message))
        part.rename(file)
        handle = os.open(self.folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _written(message: Outgoing) -> str:
    body = json.loads(stored_to_wire(message.body))
    said = {"kind": message.kind, "key": message.key, "instruction": body}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
