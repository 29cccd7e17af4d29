"""The stemmer is NLTK's own, loaded without the rest of it."""

from __future__ import annotations

import subprocess
import sys

from simulator.engine.stemmer import english

LOADED = "import sys; from simulator.engine.words import stem; stem('waiting'); print(*sys.modules)"


def test_stems_are_those_of_nltk() -> None:
    from nltk.stem.snowball import EnglishStemmer

    words = "waiting waited generously replied skies dying news exceed university's international knitting".split()
    assert [english().stem(word) for word in words] == [EnglishStemmer().stem(word) for word in words]


def test_nothing_but_the_stemmer_is_loaded() -> None:
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in run.stdout.split()} & {"nltk", "scipy", "sklearn", "numpy"}
