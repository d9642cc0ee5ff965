"""After a logical dump was restored: let new events come after the old ones.

`python -m scripts.after_restore`, before the platform is started on it. Doing it where
it is not needed changes nothing.
"""

from __future__ import annotations

from contextlib import ExitStack

from sqlalchemy import NullPool, create_engine

from adapters.postgres.embedded.server import start
from adapters.postgres.restore import raise_base
from scripts.settings import Settings


def raise_log(settings: Settings) -> int:
    """Raise the base of the log, as the owner of the tables; give it as it is now."""
    with ExitStack() as stack:
        url = settings.database_owner_url or settings.database_url
        if url is None:
            url = stack.enter_context(start(settings.data)).owner_url
        with create_engine(url, poolclass=NullPool).begin() as connection:
            return raise_base(connection)


def main() -> None:
    print(f"The base of the log is {raise_log(Settings())}.")


if __name__ == "__main__":
    main()
