"""The platform as it is really run: processes of its own on a folder of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import structlog
from typer.testing import CliRunner, Result

from scripts.cli.main import app
from tests.adapters.postgres.embedded.scenes import kill
from tests.support.abandoned import PREFIX, end_server
from tests.support.postgres import MEMORY, roomy

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "scripts.cli")
ANSWER_SECONDS = 12.0
ENDING_SECONDS = 60.0


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder that the server's account may pass through; whoever still runs in it is ended."""
    made = tempfile.mkdtemp(prefix=PREFIX, dir=MEMORY if roomy(MEMORY) else None)
    folder = Path(made)
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        end_server(folder)
        shutil.rmtree(folder, ignore_errors=True)


def environment(**more: str) -> dict[str, str]:
    """Nothing of the machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if "ANCHORLINE" not in name}  # noqa: TID251  # what a child is to be given
    kept.pop("DATABASE_URL", None)
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # as at a user's: compiled by the first of them only
    return {**kept, "ANCHORLINE_DRAIN_SECONDS": "0", "NO_COLOR": "1", **more}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command came out."""

    code: int
    out: str
    told: str
    """On stderr."""

    @property
    def json(self) -> Any:  # noqa: ANN401  # JSON has no narrower type
        return json.loads(self.out)


def anchorline(*words: str, data: Path | None = None, **more: str) -> Ended:
    """Run one command to its end."""
    where = () if data is None else ("--data", str(data))
    done = subprocess.run(
        [*COMMAND, *words, *where],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def typed(*words: str, env: Mapping[str, str] | None = None) -> Result:
    """A command in this process. What is logged goes to its own output, closed after it."""
    try:
        return CliRunner().invoke(app, list(words), env=env)
    finally:
        structlog.reset_defaults()


def at_hand(*words: str, data: Path, **more: str) -> Ended:
    """The same command in this process, which spares its loading."""
    nothing = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "ANCHORLINE_INSTRUCTIONS"), "")
    done = typed(*words, "--data", str(data), env={**nothing, **more})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ended(done.exit_code, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that said where it is."""

    process: subprocess.Popen[str]
    address: str
    keys: dict[str, str]
    """By party."""

    def client(self, party: str) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {self.keys[party]}"}
        base = f"{self.address}/api/v1"
        return httpx2.Client(base_url=base, headers=headers, timeout=ANSWER_SECONDS)

    def ended(self) -> int:
        """Wait for it."""
        self.process.communicate(timeout=ENDING_SECONDS)
        return self.process.returncode


def started(data: Path, port: int = 0) -> Serving:
    """`anchorline serve --demo`, once its door is open."""
    options = ("--demo", "--json", "--port", str(port), "--data", str(data))
    with (data / "serve.log").open("a") as log:
        process = subprocess.Popen(
            [*COMMAND, "serve", *options],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, (data / "serve.log").read_text()
    said = json.loads(line)
    return Serving(process, said["serving"], {it["party"]: it["key"] for it in said["keys"]})


@contextmanager
def serving(data: Path) -> Iterator[Serving]:
    running = started(data)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def processes_on(data: Path) -> list[int]:
    """Every process whose command line names the folder: the platform and the database."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:  # it has ended meanwhile
                continue
            found.append((int(entry.name), int(parent), os.fsencode(data) in command))
    named = {pid for pid, _, ours in found if ours}
    return [pid for pid, parent, _ in found if pid in named or parent in named]


def kill_everything(data: Path) -> None:
    """All at once, as a power failure would."""
    for pid in processes_on(data):
        kill(pid)
