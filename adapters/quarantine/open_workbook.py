"""Run alone: read a workbook from standard input, write one sheet's cells as JSON."""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

MEMORY_MAX = 1 << 30
CPU_SECONDS_MAX = 20
ENTRIES_MAX = 2_000
UNPACKED_MAX = 200_000_000
ROWS_MAX = 200_000
COLUMNS_MAX = 500

Cell = tuple[str, str]
"""(`s` text, `n` number, `d` day, or empty; as text)."""


class Unsafe(Exception):
    """The archive, before it is unpacked."""


def check_archive(content: bytes) -> None:
    """Sizes as declared; a lie about them runs into the memory limit."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    if len(entries) > ENTRIES_MAX:
        raise Unsafe("too many entries")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Unsafe("an entry twice")
    if sum(entry.file_size for entry in entries) > UNPACKED_MAX:
        raise Unsafe("unpacks to too much")


def cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "s", str(value)
    if isinstance(value, int | float):
        return "n", repr(value)
    if isinstance(value, datetime):
        return "d", value.date().isoformat()
    if isinstance(value, date):
        return "d", value.isoformat()
    return "s", str(value)


def read(content: bytes, wanted: str) -> dict[str, object]:
    """The sheet named `wanted` (the first where empty) and its rows."""
    check_archive(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    name = wanted or book.sheet_names[0]
    if name not in book.sheet_names:
        return {"refused": "column_missing", "reason": f"no sheet {wanted[:60]}"}
    sheet = book.get_sheet_by_name(name)
    if sheet.height > ROWS_MAX or sheet.width > COLUMNS_MAX:
        return {"refused": "too_many_rows", "reason": f"{sheet.height} by {sheet.width}"}
    rows = sheet.to_python(skip_empty_area=False)
    return {"read": {"sheet": name, "rows": [[cell(value) for value in row] for row in rows]}}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_MAX, CPU_SECONDS_MAX))
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1] if len(sys.argv) > 1 else "")
    except (Unsafe, zipfile.BadZipFile) as error:
        answer = {"refused": "archive_unsafe", "reason": str(error)[:100]}
    except (CalamineError, ValueError, IndexError, NotImplementedError) as error:
        answer = {"refused": "unreadable", "reason": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
