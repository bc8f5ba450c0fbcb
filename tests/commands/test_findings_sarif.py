"""SARIF as its standard wants it: what there has to be, nothing that it does not know, and fixes that can be made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.commands.conftest import Readtui
from tui_reader.core.rule import RULES

LOG = (
    "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/the kelp)\n> >\n> > Summary: It grows.\n"
    ">\n"
    "> > [2024-02-31]-[李雷]-海带如何抓住岩石的表面-[Nature](https://example.org/o)\n> >\n> > Summary: 它长得快。\n"
    ">\n"
    "> > [2024-02-20]-[Tom]-[What Otters Carry]-[Nature]()\n> >\n> > Summary: St\x07ones.\n"
)

# What the standard's schema allows in each object that is written, with a star where it wants it.
KNOWN = {
    "log": "$schema version* runs*",
    "run": "tool* columnKind results",
    "tool": "driver*",
    "driver": "name* semanticVersion rules",
    "rules": "id* name shortDescription fullDescription help defaultConfiguration properties",
    "shortDescription": "text* markdown",
    "fullDescription": "text* markdown",
    "help": "text* markdown",
    "defaultConfiguration": "level",
    "properties": "tags safe",
    "results": "ruleId ruleIndex level message* locations partialFingerprints fixes",
    "message": "text",
    "description": "text",
    "locations": "physicalLocation",
    "physicalLocation": "artifactLocation region",
    "artifactLocation": "uri",
    "region": "startLine startColumn endLine endColumn",
    "deletedRegion": "startLine startColumn endLine endColumn",
    "partialFingerprints": "ruleAndLine/v1",
    "fixes": "description artifactChanges* properties",
    "artifactChanges": "artifactLocation* replacements*",
    "replacements": "deletedRegion* insertedContent",
    "insertedContent": "text",
}


def unknown(name: str, value: object) -> list[str]:
    """What is wrong with the object or array ``value`` that stands under ``name``, and with all in it."""
    if isinstance(value, list):
        return [mistake for item in value for mistake in unknown(name, item)]
    if not isinstance(value, dict):
        return []
    names = KNOWN[name].split()
    mistakes = [f"{name}.{key} is not known" for key in value if key not in {known.rstrip("*") for known in names}]
    mistakes += [f"{name}.{key} is missing" for key in names if key.endswith("*") and key.rstrip("*") not in value]
    return mistakes + [mistake for key, item in value.items() for mistake in unknown(key, item)]


@pytest.fixture
def sarif(readtui: Readtui, folder: Path) -> dict[str, Any]:
    """What is said of a log whose name has to be encoded."""
    (folder / "读书 log.md").write_text(LOG, encoding="utf-8")
    result = readtui("check", "读书 log.md", "--format", "sarif")
    assert (result.code, result.errors) == (1, "")
    parsed: dict[str, Any] = json.loads(result.stdout)
    return parsed


@pytest.fixture
def run(sarif: dict[str, Any]) -> dict[str, Any]:
    (run,) = sarif["runs"]
    return dict(run)


def test_it_holds_what_the_standard_wants_and_nothing_that_it_does_not_know(sarif: dict[str, Any]) -> None:
    assert sarif["version"] == "2.1.0"
    assert sarif["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert unknown("log", {**sarif, "runs": []}) == []
    assert unknown("run", sarif["runs"]) == []


def test_all_rules_are_described(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    assert driver["name"] == "readtui"
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["name"][0].isupper()
        assert rule["shortDescription"]["text"].endswith(".")
        assert f"# {rule['id']}\n" in rule["help"]["markdown"]


def test_results_name_rule_level_and_place(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert " " not in uri
        assert unquote(uri) == "读书 log.md"
        region = location["physicalLocation"]["region"]
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        assert (1, 1) <= start <= end
    (day,) = [result for result in run["results"] if result["ruleId"] == "date-unreadable"]
    assert day["level"] == "error"
    assert day["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 5,
        "startColumn": 6,
        "endLine": 5,
        "endColumn": 16,
    }


def test_fixes_can_be_made_as_they_stand(run: dict[str, Any], readtui: Readtui, folder: Path) -> None:
    lines = LOG.split("\n")

    def offset(line: int, column: int) -> int:
        return sum(len(text) + 1 for text in lines[: line - 1]) + column - 1

    fixes = [fix for result in run["results"] for fix in result.get("fixes", ()) if fix["properties"]["safe"]]
    replacements = [place for fix in fixes for change in fix["artifactChanges"] for place in change["replacements"]]
    text = LOG
    for replacement in sorted(replacements, key=lambda place: -place["deletedRegion"]["startLine"]):
        region = replacement["deletedRegion"]
        start = offset(region["startLine"], region["startColumn"])
        end = offset(region["endLine"], region["endColumn"])
        text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    assert text != LOG
    readtui("check", "读书 log.md", "--fix")
    assert (folder / "读书 log.md").read_text(encoding="utf-8") == text
    assert all(fix["description"]["text"] for fix in fixes)


def test_a_finding_is_known_again_when_entries_are_written_above_it(
    run: dict[str, Any], readtui: Readtui, folder: Path
) -> None:
    other = "> > [2024-03-09]-[Mira]-[Seals at Night]-[Nature](https://example.org/s)\n> >\n> > Summary: They.\n>\n"
    (folder / "读书 log.md").write_text(other + LOG, encoding="utf-8")
    later = json.loads(readtui("check", "读书 log.md", "--format", "sarif").stdout)["runs"][0]
    prints = [[result["partialFingerprints"] for result in results] for results in (run["results"], later["results"])]
    assert prints[0] == prints[1]
    assert len({json.dumps(fingerprint) for fingerprint in prints[0]}) == len(prints[0])


def test_braces_are_doubled_since_single_ones_mean_placeholders(readtui: Readtui, folder: Path) -> None:
    figure = "> > ![kelp](a{0}.png)\n> >\n> > Summary"
    (folder / "log.md").write_text(LOG.replace("> > Summary", figure, 1), encoding="utf-8")
    arguments = ("check", "log.md", "--select", "figure-not-there", "--format", "sarif")
    (result,) = json.loads(readtui(*arguments).stdout)["runs"][0]["results"]
    assert "a{{0}}.png" in result["message"]["text"]


def test_what_writes_bytes_that_are_no_utf8_is_not_offered(readtui: Readtui, folder: Path) -> None:
    (folder / "log.md").write_bytes(LOG.encode().replace(b"the kelp", b"the \xff kelp"))
    arguments = ("check", "log.md", "--select", "link-space", "--format")
    (finding,) = readtui(*arguments, "json").entries
    (result,) = json.loads(readtui(*arguments, "sarif").stdout)["runs"][0]["results"]
    is_text = finding["fix"] is None or not any("\udcff" in edit["new_text"] for edit in finding["fix"]["edits"])
    assert ("fixes" in result) is (finding["fix"] is not None and is_text)


def test_a_file_elsewhere_has_an_absolute_address(readtui: Readtui, folder: Path) -> None:
    log = folder.parent / "a: b.md"
    log.write_text(LOG, encoding="utf-8")
    run = json.loads(readtui("check", str(log), "--format", "sarif").stdout)["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == log.as_uri()
    (folder / "a: b.md").write_text(LOG, encoding="utf-8")
    run = json.loads(readtui("check", "a: b.md", "--format", "sarif").stdout)["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%3A%20b.md"
