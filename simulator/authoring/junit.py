"""The results of golden plays as JUnit XML, which every build server reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from simulator.authoring.suite import Result
from simulator.shown import shown


def as_junit(tests: Sequence[Result]) -> str:
    """A suite for each file, a case for each play; a scenario that can't be loaded is an error."""
    root = ET.Element("testsuites", _counts(tests), name="simulator test")
    for file, found in groupby(tests, key=lambda test: test.file):
        cases = list(found)
        suite = ET.SubElement(root, "testsuite", _counts(cases), name=shown(file))
        for test in cases:
            _case(suite, test)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _counts(tests: Sequence[Result]) -> dict[str, str]:
    return {
        "tests": str(len(tests)),
        "failures": str(sum(bool(test.differences) for test in tests)),
        "errors": str(sum(bool(test.error) for test in tests)),
        "time": f"{sum(test.seconds for test in tests):.3f}",
    }


def _case(suite: ET.Element, test: Result) -> None:
    name = shown(test.name or "(the scenario itself)")
    about = {"name": name, "classname": test.scenario, "file": shown(test.file), "line": str(test.line)}
    case = ET.SubElement(suite, "testcase", {**about, "time": f"{test.seconds:.3f}"})
    if test.error:
        ET.SubElement(case, "error", message=shown(test.error))
    elif test.differences:
        words = [shown(each.words) for each in test.differences]
        ET.SubElement(case, "failure", message=words[0]).text = "\n".join(words)
