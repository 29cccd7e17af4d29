from hypothesis import given
from hypothesis import strategies as st

from simulator.engine.envelope import ideal, play, worst
from simulator.scenario.curve import CHANNELS, PRESETS


@given(st.sampled_from(sorted(PRESETS)), st.sampled_from(sorted(CHANNELS)), st.integers(1, 25))
def test_the_ideal_curve_is_never_above_the_worst(preset, channel, exchanges):
    curve = PRESETS[preset].on(channel)
    best, least = play(ideal, curve, exchanges), play(worst, curve, exchanges)
    assert len(best) == len(least) == exchanges
    assert all(low <= high for low, high in zip(best, least, strict=True))


def test_after_an_ending_the_last_value_is_held():
    values = play(ideal, PRESETS["calm"], 10)
    assert values[-1] == values[-2] == values[5]
