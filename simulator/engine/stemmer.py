"""The Snowball stemmer of NLTK, loaded without the rest of NLTK, which takes a second and may bring SciPy with it."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Protocol, cast

PACKAGE, PART, MODULE = "nltk", "nltk.stem", "nltk.stem.snowball"
UNUSED = "nltk.corpus"
"""Lists of stop words, which the stemmer asks for only where it is told to leave them alone."""


class Stemmer(Protocol):
    """What brings a word's forms together."""

    def stem(self, token: str) -> str:
        """The stem of one lower-case word."""


@lru_cache(maxsize=1)
def english() -> Stemmer:
    """The English (Porter 2) stemmer."""
    return cast("Stemmer", _module().EnglishStemmer())


def _module() -> ModuleType:
    """NLTK's module of Snowball stemmers; where NLTK isn't loaded yet, without running what its packages begin with.

    For that moment bare packages stand in their place: they only say where their modules lie. Afterwards all of them
    go again, so that whoever imports NLTK later gets the whole.
    """
    if PACKAGE in sys.modules:
        return import_module(MODULE)
    try:
        for name in (PACKAGE, PART):
            sys.modules[name] = _bare(name)
        sys.modules[UNUSED] = ModuleType(UNUSED)
        vars(sys.modules[UNUSED])["stopwords"] = None
        return import_module(MODULE)
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
            del sys.modules[name]


def _bare(name: str) -> ModuleType:
    spec = find_spec(name)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    module = ModuleType(name)
    module.__path__ = list(spec.submodule_search_locations)
    module.__spec__ = spec
    return module
