"""What a group has agreed upon: where it stands, what it may hold, and how a slip in it is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from tests.adapters.conftest import Somebody
from tui_reader.adapters.group_file import load_group
from tui_reader.adapters.group_place import FILE_NAME, find_group_file
from tui_reader.adapters.yaml_file import LARGEST_FILE, SettingsError
from tui_reader.core.group import Group, Member
from tui_reader.core.message import ReadTuiError

PACKAGE_FOLDER = Path(__file__).parents[2]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where a log is, in a folder of its own without git."""
    (tmp_path / "club").mkdir()
    return tmp_path / "club" / "log.md"


@pytest.fixture
def settings(log: Path) -> Path:
    """The group's file beside it."""
    return log.parent / FILE_NAME


def group_of(log: Path) -> Group:
    loaded = load_group(log)
    assert loaded is not None
    return loaded.group


# -- where it stands ---------------------------------------------------------------------------------------------------


def test_without_a_file_nothing_is_agreed_upon(log: Path) -> None:
    assert find_group_file(log) is None
    assert load_group(log) is None


@pytest.mark.parametrize("is_worktree", [False, True])
def test_the_file_is_looked_for_up_to_the_top_of_the_repository(tmp_path: Path, is_worktree: bool) -> None:
    top = tmp_path / "repository"
    (top / "notes" / "2024").mkdir(parents=True)
    log = top / "notes" / "2024" / "log.md"
    (tmp_path / FILE_NAME).write_text("members: [Nobody]\n")
    if is_worktree:
        (top / ".git").write_text("gitdir: elsewhere\n")
    else:
        (top / ".git").mkdir()
    assert load_group(log) is None
    (top / FILE_NAME).write_text("members: [Mira]\n")
    assert group_of(log).members == (Member("Mira"),)
    (top / "notes" / FILE_NAME).write_text("members: [Tom]\n")
    assert group_of(log).members == (Member("Tom"),)


def test_without_git_the_file_stands_beside_the_log_or_nowhere(log: Path, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("members: [Nobody]\n")
    assert load_group(log) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_log_that_is_a_link_belongs_to_the_group_where_it_lies(log: Path, settings: Path, tmp_path: Path) -> None:
    log.touch()
    settings.write_text("members: [Mira]\n")
    (tmp_path / "mine.md").symlink_to(log)
    assert group_of(tmp_path / "mine.md").members == (Member("Mira"),)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_another_file_of_the_repository_is_followed_and_no_other(tmp_path: Path) -> None:
    top = tmp_path / "repository"
    (top / ".git").mkdir(parents=True)
    (top / "shared").mkdir()
    (top / "shared" / "group.yaml").write_text("members: [Mira]\n")
    (top / FILE_NAME).symlink_to("shared/group.yaml")
    assert group_of(top / "log.md").members == (Member("Mira"),)
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1234\n")
    (top / FILE_NAME).unlink()
    (top / FILE_NAME).symlink_to(secret)
    with pytest.raises(SettingsError, match="leads out of the repository") as raised:
        load_group(top / "log.md")
    assert "password" not in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("target", [FILE_NAME, "nowhere"])
def test_a_link_that_leads_nowhere_harms_nobody(settings: Path, log: Path, target: str) -> None:
    settings.symlink_to(target)
    try:
        assert load_group(log) is not None
    except SettingsError as error:
        assert FILE_NAME in str(error)  # noqa: PT017 - it may say so or not, but nothing else


# -- what it may hold --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "# nothing yet\n", "---\n", "members:\nweek-ends:\nvenues:\ncheck:\ntemplate:\n", "members: []\ncheck: {}\n"],
)
def test_what_is_set_to_nothing_is_not_agreed_upon(settings: Path, log: Path, text: str) -> None:
    settings.write_text(text)
    assert group_of(log) == Group()


def test_members_have_names_aliases_and_days(settings: Path, log: Path) -> None:
    settings.write_text(
        """\
members:
  - 李雷
  - name: 韩梅梅
    aliases: [Han  Meimei, 梅梅]
    joined: 2024-03
    left: 2024-12-31
  - name: Mira
    joined: 2024.3.5
    left: 2024-02
  - name: Tom
    left: 2023-2
    aliases:
""".replace("    left: 2024-02\n", "    left: 2028-02\n"),
        encoding="utf-8",
    )
    group = group_of(log)
    assert group.members == (
        Member("李雷"),
        Member("韩梅梅", ("Han Meimei", "梅梅"), "2024-03-01", "2024-12-31"),
        Member("Mira", (), "2024-03-05", "2028-02-29"),
        Member("Tom", (), None, "2023-02-28"),
    )
    assert group.member("han meimei") is group.members[1]


def test_rules_have_levels_and_summaries_a_limit(settings: Path, log: Path) -> None:
    settings.write_text(
        """\
check:
  date-missing: off
  reader-missing: warning
  link-empty: "off"
  summary-missing: info
  control-character: false
  summary-limit: 400
"""
    )
    group = group_of(log)
    assert dict(group.levels) == {
        "date-missing": "off",
        "reader-missing": "warning",
        "link-empty": "off",
        "summary-missing": "info",
        "control-character": "off",
    }
    assert group.summary_limit == 400
    assert group.severity("date-missing", "error") is None
    assert group.severity("reader-missing", "error") == "warning"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_template_is_stated_and_its_line_known(settings: Path, log: Path, newline: str) -> None:
    template = "> > [date]-[reader]-[title]-[source](link)\n> >\n> > summary\n"
    text = "# ours\nmembers: [Mira]\ntemplate: |\n" + "".join(f"  {line}\n" for line in template.splitlines())
    settings.write_bytes(text.replace("\n", newline).encode())
    loaded = load_group(log)
    assert loaded is not None
    assert loaded.group.template == template
    assert loaded.lines == {"members": 2, "template": 4}
    settings.write_text('template: "> > [date]-[reader]-[title]"\n')
    assert group_of(log).template == "> > [date]-[reader]-[title]"


# -- slips -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("member: [Mira]\n", ':1: there is no setting "member"; did you mean "members"?'),
        (
            "# a\n\ncolour: red\n",
            ':3: there is no setting "colour"; there are members, week-ends, venues, check, template',
        ),
        ("members: [Mira]\nmembers: [Tom]\n", ":2: members is set a second time; keep one"),
        ("- Mira\n", ":1: settings have names; write one a line, as in members: ..."),
        ("Mira\n", ":1: settings have names"),
        ("week-ends: Sunday\n", ':1: week-ends cannot be "Sunday"; did you mean "sunday"?'),
        ("venues: [CVPR]\n", ":1: venues wants names with values"),
        ("venues:\n  Tides:\n", ":2: venues: Tides wants the short name"),
        ("week-ends: 8\n", ':1: week-ends cannot be "8"; write one of monday, tuesday'),
        ("week-ends: [monday]\n", ":1: week-ends wants one of monday, tuesday"),
        ("members: Mira\n", ":1: members wants a list; write one a line, each behind a dash"),
        ("members:\n  - 2024\n", ":2: members wants a text; put it in quotes"),
        ("members:\n  - Mira\n  -\n", ":3: a member wants a name, as in name: Mira"),
        ("members:\n  - aliases: [Mi]\n", ":2: a member wants a name"),
        ("members:\n  - name: Mira\n    alias: [Mi]\n", ':3: there is no setting "alias"; did you mean "aliases"?'),
        ("members:\n  - name: Mira\n    aliases: Mi\n", ":3: members: aliases wants a list"),
        ("members:\n  - name: Mira\n    joined: spring\n", ":3: members: joined wants a day or a month, as in 2024-03"),
        ("members:\n  - name: Mira\n    joined: 2024-02-31\n", ":3: members: joined wants a day or a month"),
        ("members:\n  - name: Mira\n    left: 2024-13\n", ":3: members: left wants a day or a month"),
        ("members:\n  - name: Mira\n    left: 2024\n", ":3: members: left wants a day or a month"),
        ("members:\n  - name: Mira\n    left: [2024]\n", ":3: members: left wants a day or a month"),
        ("members:\n  - name: Mira\n    joined: 2024-03\n    left: 2024-02\n", ":4: left is before joined"),
        ("members:\n  - Mira\n  - Tom\n  - mira\n", ':4: "mira" stands for a member already; keep one'),
        ("members:\n  - Mira\n  - name: Tom\n    aliases:\n      - T\n      - M ira\n", ':6: "M ira" stands for a'),
        ("check:\n  date-mising: off\n", ':2: there is no rule "date-mising"; did you mean "date-missing"?'),
        ("check:\n  colour: off\n", ':2: there is no rule "colour"; there are summary-limit, '),
        ("check:\n  date-missing: eror\n", ':2: check: date-missing cannot be "eror"; did you mean "error"?'),
        (
            "check:\n  date-missing: 3\n",
            ':2: check: date-missing cannot be "3"; write one of off, info, warning, error',
        ),
        ("check:\n  date-missing: on\n", ':2: check: date-missing cannot be "on"'),
        ("check:\n  date-missing: [off]\n", ":2: check: date-missing wants one of off, info, warning, error"),
        ("check:\n  date-missing:\n", ":2: check: date-missing wants one of off, info, warning, error"),
        ("check: strict\n", ":1: settings have names; write one a line, as in summary-limit: ..."),
        ("check:\n  summary-limit: long\n", ":2: check: summary-limit wants a number above zero"),
        ("check:\n  summary-limit: 0\n", ":2: check: summary-limit wants a number above zero"),
        ("check:\n  summary-limit: -4\n", ":2: check: summary-limit wants a number above zero"),
        ("check:\n  summary-limit: 1_000\n", ":2: check: summary-limit wants a number above zero"),
        ("template: [a]\n", ":1: template wants a text"),
        (
            "template: |\n  hello\n",
            ":1: template names no fields; begin as in > > [date]-[reader]-[title]-[source](link)",
        ),
        ('template: "[date]-[reader]-\n  [title]"\n', ":1: template has several lines; write template: | and indent"),
        ("template: >\n  [date]-[reader]-[title]\n", ":1: template has several lines"),
        ("template: > > [date]-[reader]\n", ":1: this is not YAML"),
        ("members: [Mira\n", ":2: this is not YAML"),
        ("members: *everybody\n", ":1: this is not YAML (aliases are not read here)"),
        ("members: &all [Mira]\ncheck: *all\n", ":2: this is not YAML (aliases are not read here)"),
        ("members: !!python/object/apply:os.system [echo]\n", ":1: members wants a list"),
        ("members: [!!python/name:os.system Mira]\n", ":1: members wants a text"),
        ("!!python/object/new:os.system\nmembers: [Mira]\n", ":1: settings have names"),
        ("members: !include /etc/passwd\n", ":1: members wants a list"),
        ("<<: {members: [Mira]}\n", ':1: there is no setting "<<"'),
        ("members: ['\x1b[2J']\n", ": this is not YAML in UTF-8"),
        ("check: " + "[" * 700, ": this is not YAML"),
        ("? [members]\n: [Mira]\n", ":1: there is no setting"),
        ("a" * 2000 + ": 1\n", ":1: "),
    ],
)
def test_a_slip_is_named_with_its_line_and_the_way_out(settings: Path, log: Path, text: str, said: str) -> None:
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(ReadTuiError) as raised:
        load_group(log)
    sentence = str(raised.value)
    assert sentence.startswith(f"{settings}{said}")
    assert "\n" not in sentence
    assert len(sentence) < len(str(settings)) + 2000


def test_one_part_cannot_stand_for_many(settings: Path, log: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    settings.write_text("\n".join(lines))
    with pytest.raises(SettingsError, match=r":2: .*aliases are not read here"):
        load_group(log)


def test_a_very_large_file_is_refused(settings: Path, log: Path) -> None:
    settings.write_text("# long\n" * LARGEST_FILE)
    with pytest.raises(SettingsError, match="64 KB at most"):
        load_group(log)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_what_is_no_file_is_not_waited_for(settings: Path, log: Path) -> None:
    os.mkfifo(settings)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_group(log)
    settings.unlink()
    settings.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_group(log)


def test_a_file_that_may_not_be_read_is_named(somebody: Somebody) -> None:
    closed = somebody.home / FILE_NAME
    closed.touch(mode=0)
    somebody.owns(closed)
    with somebody.at_work(), pytest.raises(SettingsError, match=r"permission denied.*mend its rights"):
        load_group(somebody.home / "log.md")


def test_as_many_members_as_fit_are_read_in_linear_time(settings: Path, log: Path) -> None:
    def seconds(count: int) -> float:
        settings.write_text("members: [" + ",".join(f"m{number}" for number in range(count)) + "]")
        begun = process_time()
        assert len(group_of(log).members) == count
        return process_time() - begun

    seconds(10)
    assert seconds(8000) < 40 * seconds(800) + 0.1


def test_without_a_file_no_yaml_is_loaded(log: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tui_reader.adapters.group_file import load_group;"
        f" load_group(Path({str(log)!r})); costly = {{'yaml', 'difflib', 'tui_reader.core.check'}};"
        " print(sorted(costly & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(PACKAGE_FOLDER)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout == "[]\n"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_example_of_the_readme_may_be_set(settings: Path, log: Path, readme: str) -> None:
    text = (PACKAGE_FOLDER / readme).read_text(encoding="utf-8")
    (example,) = [block for block in text.split("```") if block.startswith("yaml\nmembers:")]
    settings.write_text(example.removeprefix("yaml\n"), encoding="utf-8")
    group = group_of(log)
    assert [member.name for member in group.members][1] == "韩一鸣"
    assert (group.summary_limit, dict(group.levels)) == (400, {"figure-missing": "off", "date-order": "error"})
    assert group.template is not None
    assert group.template.count("\n") == 5


def test_a_group_has_short_names_for_venues(log: Path, settings: Path) -> None:
    settings.write_text("venues:\n  Journal of  Tidal Studies: JTS\n  arXiv: 'Arxiv'\n")
    assert group_of(log).venues == {"Journal of  Tidal Studies": "JTS", "arXiv": "Arxiv"}
