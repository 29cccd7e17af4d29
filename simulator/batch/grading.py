"""Whether a real conversation is graded; if so, by the same readings and rubrics as in practice."""

from __future__ import annotations

from simulator.batch.choosing import has_work, is_english
from simulator.batch.judging import Judging, mask_for
from simulator.batch.lines import Judged, judged
from simulator.batch.records import Counts, Refused
from simulator.batch.terms import Job, Terms
from simulator.conversation import Need, Transcript
from simulator.redact.file_names import file_name
from simulator.transcripts.masking import conversation_name

LANGUAGE = "not in English, and the rubrics can't read other languages yet"


def grade(terms: Terms, transcript: Transcript) -> Judged | Refused | Counts:
    """The graded conversation; or why it is not graded: counted, or refused with what a mapping must say."""
    found = judging(terms, transcript)
    return judged(found) if isinstance(found, Judging) else found


def judging(terms: Terms, transcript: Transcript) -> Judging | Refused | Counts:
    """The same, with all that was read in it."""
    if not terms.job.choice.takes(transcript):
        return Counts(not_selected=1)
    if missing := [str(need) for need in transcript.needs if need is not Need.TIME_ZONE]:
        return put_aside(terms.job, transcript, f"a mapping must say: {', '.join(missing)}")
    if not has_work(transcript):
        return Counts(nothing_to_grade=1)
    if not is_english(turn.text for turn in transcript.turns if turn.graded):
        return put_aside(terms.job, transcript, LANGUAGE)
    return Judging(terms, transcript)


def put_aside(job: Job, transcript: Transcript, reason: str) -> Refused:
    """What is written of a conversation that isn't graded: its place, without the people in its name."""
    if job.keep_personal_data:
        return Refused(transcript.source, reason, transcript.id)
    mask = mask_for(job, transcript)
    name = conversation_name(transcript, mask, job.key) if transcript.id else ""
    return Refused(file_name(mask.mask(transcript.source).text), reason, name)
