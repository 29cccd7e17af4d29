"""Property tests are the same run everywhere; HYPOTHESIS_PROFILE=search looks for new counterexamples."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=100)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Begun in the background, where shells switch Ctrl-C off: the programs that tests interrupt would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
