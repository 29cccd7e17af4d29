"""What a finished grading leaves behind: lines of marks, conversations and quarantine, sums, and the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from simulator import __version__
from simulator.batch.choosing import SPAN, Choice
from simulator.batch.folder import Folder
from simulator.batch.parts import terms_of, unpack
from simulator.batch.records import Counts
from simulator.batch.running import PARTS
from simulator.batch.tally import Tally
from simulator.batch.terms import Job
from simulator.errors import SimulatorError
from simulator.redact.file_names import file_name
from simulator.scoring.rubric import Rubric

MANIFEST, TALLY = "manifest.json", "sums.msgpack"
RUBRICS = "rubrics"
"""The folder of the rubrics' texts as they were, so that a review can show their anchors and sum up anew."""
CANDIDATES = "candidates.jsonl"
FILES = {
    "marks.jsonl": "marks",
    "conversations.jsonl": "conversations",
    "quarantine.jsonl": "quarantine",
    CANDIDATES: "candidates",
}
"""The files of lines, and the field of a part's result that each is joined from."""


def assemble(
    folder: Folder, names: Sequence[str], job: Job, seed: int, inputs: Sequence[str], digest: str = ""
) -> Tally:
    """Join the parts' results, write the manifest last, and drop the parts: killed at any point, it can be repeated.

    Raises:
        SimulatorError: the folder can't be written.

    """
    tally = Tally()
    written = folder.write_together(tuple(FILES), _lines(folder, names, tally))
    digests = dict(zip(FILES, written, strict=True))
    rubrics = terms_of(msgspec.msgpack.encode(job)).rubrics
    for rubric in rubrics:
        name = f"{RUBRICS}/{rubric.id}.yaml"
        digests[name] = folder.write(name, (rubric.text.encode(),))
    digests[TALLY] = folder.write(TALLY, (msgspec.msgpack.encode(tally),))
    manifest = {
        "version": __version__,
        "identity": identity(names),
        "inputs": list(inputs) if job.keep_personal_data else [file_name(name) for name in inputs],
        "input": digest,
        "seed": seed,
        "since": job.choice.since,
        "sample": sample_of(job.choice),
        "rubrics": [shown_rubric(item) for item in rubrics],
        "personal_data": "kept" if job.keep_personal_data else "masked",
        "agents": "by name" if job.show_agents else "pseudonyms",
        "parts": len(names),
        "conversations": counted(tally.counts),
        "agent_turns": tally.agent_turns,
        "files": digests,
    }
    folder.write(MANIFEST, (msgspec.json.format(msgspec.json.encode(manifest)) + b"\n",))
    folder.drop(PARTS)
    return tally


def sample_of(choice: Choice) -> str:
    """How the conversations were chosen: ``all``, ``5%``, or ``by number``."""
    if choice.below < SPAN:
        return "by number"
    return "all" if choice.share >= 1 else f"{100 * choice.share:g}%"


def shown_rubric(rubric: Rubric) -> dict[str, Any]:
    """What a report has to know of a rubric, so that it can be made again without it."""
    return {
        "id": rubric.id,
        "version": rubric.version,
        "hash": rubric.hash,
        "title": rubric.title,
        "of": rubric.of,
        "pass_mark": rubric.pass_mark,
        "criteria": [{"id": item.id, "title": item.title, "tip": item.tip, "by": item.by} for item in rubric.criteria],
    }


def identity(names: Sequence[str]) -> str:
    """What this grading is of: the keys of its parts, and so of its input, its rubrics and its settings."""
    return blake2b("\n".join(names).encode(), digest_size=16).hexdigest()


def counted(counts: Counts) -> dict[str, int]:
    """The counts by name, with their sum first."""
    return {"read": counts.read} | {name: getattr(counts, name) for name in counts.__struct_fields__}


def manifest_of(folder: Folder) -> dict[str, Any] | None:
    """The manifest of a finished grading in this folder, if there is one.

    Raises:
        SimulatorError: it is there and is no manifest.

    """
    if not folder.has(MANIFEST):
        return None
    try:
        found = msgspec.json.decode(folder.read(MANIFEST))
    except msgspec.DecodeError:
        raise SimulatorError(
            f"{folder.root / MANIFEST}: this is no manifest of a grading; choose another --out"
        ) from None
    return found if isinstance(found, dict) else {}


def tally_of(folder: Folder) -> Tally:
    """The sums of a finished grading.

    Raises:
        SimulatorError: the folder holds none.

    """
    try:
        return msgspec.msgpack.decode(folder.read(TALLY), type=Tally)
    except (OSError, msgspec.DecodeError):
        raise SimulatorError(f"{folder.root}: no finished grading is here; run 'simulator grade' first") from None


def _lines(folder: Folder, names: Sequence[str], tally: Tally) -> Iterator[tuple[bytes, ...]]:
    """Each part's lines for the files, read once; its sums are counted on the way."""
    for name in names:
        result = unpack(folder.read(f"{PARTS}/{name}"))
        tally.merge(result.tally)
        yield tuple(getattr(result, field) for field in FILES.values())
