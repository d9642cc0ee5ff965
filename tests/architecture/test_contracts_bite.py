"""A contract that cannot fail protects nothing, so each one is made to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "application", "adapters", "api", "scripts")
LINT = Path(sys.executable).with_name("lint-imports")

CRIMES = [
    ("one-way", "domain/lien/decide.py", "application.lien.streams"),
    ("one-way", "application/shared/ports.py", "adapters.clock"),
    ("one-way", "api/app.py", "adapters.postgres.store"),
    ("one-way", "adapters/clock.py", "api.shared.problems"),
    ("one-way", "api/app.py", "scripts.settings"),
    ("domain-rooms", "domain/lien/state.py", "domain.receivable_pool.state"),
    ("domain-rooms", "domain/shared/money.py", "domain.eligibility.claim"),
    ("domain-rooms", "domain/eligibility/claim.py", "domain.receivable.events"),
    ("application-rooms", "application/lien/streams.py", "application.receivable.streams"),
    ("application-rooms", "application/receivable/streams.py", "application.processes"),
    ("application-rooms", "application/processes/__init__.py", "application.views"),
    ("api-rooms", "api/shared/problems.py", "api.app"),
    ("adapter-rooms", "adapters/camt/reader.py", "adapters.postgres.codec"),
    ("adapter-rooms", "adapters/ubl/reader.py", "adapters.cii.reader"),
    ("adapter-rooms", "adapters/xml/node.py", "adapters.camt.reader"),
    ("room-shape", "domain/lien/state.py", "domain.lien.decide"),
    ("room-shape", "domain/lien/events.py", "domain.lien.state"),
    ("pure-core", "application/lien/streams.py", "sqlalchemy"),
    ("pure-core", "domain/shared/money.py", "pydantic"),
    ("numbers-in-columns", "domain/shared/money.py", "numpy"),
    ("numbers-in-columns", "application/shared/ports.py", "numpy"),
    ("no-rules-at-the-edge", "api/app.py", "domain.lien.decide"),
    ("no-rules-at-the-edge", "api/app.py", "domain.lien.state"),
    ("one-database-room", "api/app.py", "sqlalchemy"),
    ("one-database-room", "adapters/camt/reader.py", "psycopg2"),
    ("no-cycles", "domain/shared/money.py", "domain.shared.pricing"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source to commit crimes in."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize(("contract", "culprit", "loot"), CRIMES)
def test_the_contract_catches_the_crime(
    contract: str, culprit: str, loot: str, house: Path
) -> None:
    file = house / culprit
    innocent = file.read_text()
    file.write_text(f"{innocent}\nimport {loot}\n")

    code, said = verdict(house, contract)

    file.write_text(innocent)
    assert code == 1
    assert "BROKEN" in said


def test_a_room_that_nobody_declared_is_noticed(house: Path) -> None:
    new = house / "domain" / "undeclared"
    new.mkdir()
    (new / "__init__.py").touch()

    code, said = verdict(house, "domain-rooms")

    shutil.rmtree(new)
    assert code == 1
    assert "undeclared" in said


def test_without_a_crime_nothing_is_caught(house: Path) -> None:
    code, said = verdict(house, *contracts())

    assert code == 0, said


def test_every_contract_is_made_to_fail() -> None:
    assert {contract for contract, _, _ in CRIMES} == set(contracts())


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]]


def verdict(house: Path, *contracts: str) -> tuple[int, str]:
    chosen = [option for contract in contracts for option in ("--contract", contract)]
    done = subprocess.run(
        [LINT, "--no-cache", *chosen], cwd=house, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout
