"""Run alone: read a PDF from standard input, write the XML files attached to it as JSON."""

from __future__ import annotations

import base64
import io
import itertools
import json
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MEMORY_MAX = 1 << 30
CPU_SECONDS_MAX = 15
FILES_MAX = 50
BYTES_MAX = 20_000_000


def attached(content: bytes) -> list[tuple[str, str]]:
    """(name, base64 of the content) of every attachment that may be XML."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    found = []
    for file in itertools.islice(reader.attachment_list, FILES_MAX):
        data = file.content
        if len(data) <= BYTES_MAX and b"<" in data[:200]:
            found.append((str(file.name), base64.b64encode(data).decode()))
    return found


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_MAX, CPU_SECONDS_MAX))
    try:
        answer: object = {"read": attached(sys.stdin.buffer.read())}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        answer = {"refused": "unreadable", "reason": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
