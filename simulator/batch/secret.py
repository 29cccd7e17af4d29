"""The secret behind agents' pseudonyms: the same agent has the same one in every grading made on this machine."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from simulator.errors import SimulatorError

FILE = "pseudonyms.key"
SIZE = 32


def pseudonym_key(folder: Path) -> bytes:
    """The key kept in ``folder``, made at the first time; only its owner can read it.

    Raises:
        SimulatorError: it can't be read or made.

    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            found = path.read_bytes()
        else:
            found = secrets.token_bytes(SIZE)
            with os.fdopen(handle, "wb") as stream:
                stream.write(found)
    except OSError as error:
        raise SimulatorError(f"{path}: {error.strerror or error}") from None
    if len(found) != SIZE:
        raise SimulatorError(f"{path}: the file is damaged; remove it (agents get new pseudonyms)")
    return found
