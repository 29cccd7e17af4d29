from pathlib import Path

import pytest

from simulator.conversation import Speaker
from simulator.errors import ContentError
from simulator.transcripts.mapping import Mapping, read_mapping

WHOLE = """\
agents: [Sam Reed, "@shop.example", 00123]
customers: [Ada Park]
bots: [Otto]
roles: {operator: agent, "1": customer}
columns: {conversation: thread, text: body.plain}
date_order: dmy
time_zone: Europe/Paris
"""


def test_a_mapping_tells_people_by_name_id_and_address(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    mapping = read_mapping(path)
    assert mapping.side("sam  REED") is Speaker.AGENT
    assert mapping.side("x", "lee@shop.example") is Speaker.AGENT
    assert mapping.side("00123") is Speaker.AGENT
    assert mapping.side("ada park") is Speaker.CUSTOMER
    assert mapping.side("otto") is Speaker.BOT
    assert mapping.side("nobody", "x@other.example") is None
    assert (mapping.role("Operator"), mapping.role("1"), mapping.role("x")) == (Speaker.AGENT, Speaker.CUSTOMER, None)
    assert mapping.zone.key == "Europe/Paris"


def test_an_empty_mapping_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("", encoding="utf-8")
    assert read_mapping(path) == Mapping()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agnets: [Sam]\n", "map.yaml:1:1: agnets: "),
        ("agents: Sam\n", "map.yaml:1:9: agents: "),
        ("date_order: ddmm\n", "map.yaml:1:13: date_order: "),
        ("agents: [Sam]\ntime_zone: Mars/Base\n", "map.yaml:2:12: time_zone: no time zone is called 'Mars/Base'"),
        ("roles: {x: boss}\n", "map.yaml:1:12: roles.x: "),
        ("columns: {body: x}\n", "map.yaml:1:11: columns.body: "),
        ("agents: [\n", "map.yaml:"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_mapping(path)
    assert str(caught.value).startswith(said)
