"""What ``simulator transcripts inspect`` tells people of torn, unmapped and partly graded files."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from simulator.cli.main import cli

TABLE = (
    "Ticket #;Wer;Nachricht an uns / von uns;Wann (lokal)\n"
    "1;K;Hello, where is my parcel today?;03.06.2024 10:00\n1;S;Good morning, I will look at once.;03.06.2024 10:05\n"
    "2;K;I want my money back, please.;03.06.2024 11:00\n2;S;The money is on its way now.;03.06.2024 11:05\n"
)
CHAT = (
    "13/06/2024, 10:01 - Ann: Where is my parcel?\n13/06/2024, 10:02 - Ann: <Media omitted>\n"
    "13/06/2024, 10:03 - Ann added Bo\n13/06/2024, 10:05 - Shop: I am looking into it now.\n"
)


def told(folder: Path, name: str, text: str, mapping: str = "") -> str:
    path, map_file = folder / name, folder / "map.yaml"
    path.write_text(text, "utf-8")
    map_file.write_text(mapping, "utf-8")
    options = ["--map", str(map_file)] if mapping else []
    return CliRunner().invoke(cli, ["transcripts", "inspect", str(path), *options]).output


def test_a_json_file_that_stops_in_the_middle_says_where(tmp_path: Path) -> None:
    assert "stops in the middle of its JSON, line 1, character 34" in told(
        tmp_path, "torn.json", '{"tickets":[{"id":1,"subject":"bro'
    )
    assert "line 2, character 7" in told(tmp_path, "torn.json", '{"tickets":\n[{"id":')
    assert "of no known system" in told(tmp_path, "whole.json", '{"tickets": 3}')


def test_the_mapping_advised_for_a_table_names_its_own_columns_and_makes_it_ready(tmp_path: Path) -> None:
    said = told(tmp_path, "odd.csv", TABLE)
    for name in TABLE.splitlines()[0].split(";"):
        assert f'"{name}"' in said
    advised = "\n".join(re.findall(r"^\s+((?:columns|roles): \{.*\})$", said, re.MULTILINE))
    assert 'roles: {"K": customer, "S": agent}' in advised
    assert "2 can be graded as they are" in told(tmp_path, "odd.csv", TABLE, advised)


def test_what_is_kept_but_not_graded_adds_up(tmp_path: Path) -> None:
    said = told(tmp_path, "chat.txt", CHAT, "agents: [Shop]\nothers: customer\n")
    (total, kinds) = re.findall(r"(\d+) kept but not graded: (.*)", said)[0]
    assert int(total) == sum(map(int, re.findall(r"\d+", kinds))) == 2
