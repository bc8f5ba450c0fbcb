from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.conftest import Somebody
from tui_reader.adapters.drafts import DraftNotKeptError, KeptDraft, all_kept, discard, keep, kept, open_elsewhere
from tui_reader.core.document import Link
from tui_reader.core.draft import Draft

PACKAGE_FOLDER = Path(__file__).parents[2]

DRAFT = Draft(
    kind="paper",
    date="2024-03-17",
    reader="李听潮",
    title="Barnacles [Remember] | `tides` $x^2$",
    source="MarineBio 2023",
    link="https://example.org/b",
    figure="figures/barnacle.png",
    summary="第一行\n\n- second “line” \u2028 \udcff\n",
    section="Daily Reading",
    more_links=(Link("code", "https://example.org/c"), Link("知乎", "https://example.org/z")),
    more_figures=("figures/more.png",),
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    log = tmp_path / "日志 log.md"
    log.write_text("# log\n")
    return log


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def drafts_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_draft_comes_back_as_it_was_typed(log: Path) -> None:
    keep(log, DRAFT)
    draft = kept(log)
    assert draft is not None
    assert (draft.log, draft.draft, draft.line, draft.markdown, draft.original) == (log, DRAFT, None, None, None)


def test_a_change_comes_back_with_what_it_changes(log: Path) -> None:
    keep(log, Draft(kind="no_reading", note="出海"), 12, "> [date\udcff]-[]\r\n", "> [2024-3-17]-[李听潮]\r\n")
    draft = kept(log)
    assert draft is not None
    assert (draft.line, draft.markdown, draft.original) == (12, "> [date\udcff]-[]\r\n", "> [2024-3-17]-[李听潮]\r\n")
    assert draft.draft == Draft(kind="no_reading", note="出海")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=[]) | st.sampled_from("\udc80\udcff\x00\r\x85\u2028"), max_size=20)
)
def test_any_text_comes_back(log: Path, text: str) -> None:
    # Two halves of one character, side by side, are that character.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    keep(log, Draft(title=text), None, text)
    draft = kept(log)
    assert draft is not None
    assert (draft.draft.title, draft.markdown) == (text, text)


def test_without_a_draft_there_is_none(log: Path) -> None:
    assert kept(log) is None
    assert all_kept(log) == []
    discard(log)


def test_what_is_typed_on_takes_the_place_of_what_was_typed(log: Path, state: Path) -> None:
    for title in ("a", "ab", "abc"):
        keep(log, Draft(title=title))
    assert [draft.draft.title for draft in all_kept(log)] == ["abc"]
    assert len(drafts_in(state)) == 1


def test_drafts_of_several_entries_are_kept_apart(log: Path) -> None:
    keep(log, Draft(title="new"))
    keep(log, Draft(title="changed"), 3, None, "> [2024-3-17]\n")
    keep(log, Draft(title="other"), 9, None, "> [2024-3-18]\n")
    keep(log, Draft(title="changed more"), 5, None, "> [2024-3-17]\n")
    assert [draft.draft.title for draft in all_kept(log)] == ["changed more", "other", "new"]
    discard(log)
    assert [draft.draft.title for draft in all_kept(log)] == ["other", "new"]
    discard(all_kept(log)[1])
    assert [draft.draft.title for draft in all_kept(log)] == ["other"]


def test_logs_have_drafts_of_their_own_by_whatever_path(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.md"
    keep(log, Draft(title="mine"))
    assert kept(other) is None
    (tmp_path / "link.md").symlink_to(log)
    monkeypatch.chdir(tmp_path)
    draft = kept(Path("link.md"))
    assert draft is not None
    assert draft.draft.title == "mine"


def keep_in_another_process(log: Path, title: str) -> None:
    program = "import sys; from pathlib import Path; from tui_reader.adapters.drafts import keep, Draft"
    program += "; keep(Path(sys.argv[1]), Draft(title=sys.argv[2])); import os; os.kill(os.getpid(), 9)"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE_FOLDER)}
    assert subprocess.run([sys.executable, "-c", program, log, title], env=environment, check=False).returncode == -9


def test_two_programs_do_not_write_over_each_others_drafts(log: Path) -> None:
    keep_in_another_process(log, "theirs")
    keep(log, Draft(title="ours"))
    assert {draft.draft.title for draft in all_kept(log)} == {"theirs", "ours"}


def test_a_draft_of_a_killed_program_is_continued(log: Path, state: Path) -> None:
    keep_in_another_process(log, "begun")
    draft = kept(log)
    assert draft is not None
    continued = keep(log, Draft(title="begun and continued"), continues=draft)
    keep(log, Draft(title="begun and ended"), continues=continued)
    assert [draft.draft.title for draft in all_kept(log)] == ["begun and ended"]
    discard(continued)
    assert drafts_in(state) == []


def test_a_draft_is_kept_when_the_folder_of_the_log_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    keep(Path("log.md"), DRAFT)
    assert kept(Path("log.md")) is not None


def test_drafts_are_for_one_person(log: Path, state: Path) -> None:
    mask = os.umask(0)
    try:
        keep(log, DRAFT)
    finally:
        os.umask(mask)
    (file,) = drafts_in(state)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\0" * 100,
        b"{",
        b"[]",
        b"{}",
        b'"text"',
        b"\xff",
        b"[" * 100_000,
        b'{"draft": {"title": 3}, "saved": "2024"}',
        b'{"draft": {"kind": "poem"}, "saved": "2024"}',
        b'{"draft": {}, "saved": null}',
        b'{"draft": {}, "saved": "2024", "line": "12"}',
        b'{"draft": {"more_links": [["a"]]}, "saved": "2024"}',
    ],
)
def test_a_damaged_draft_is_put_aside(log: Path, state: Path, damage: bytes) -> None:
    for number in (1, 2):
        keep(log, DRAFT)
        (file,) = state.rglob("*.json")
        file.write_bytes(damage)
        assert kept(log) is None
        assert len(list(state.rglob("*.damaged*"))) == number
    assert all(path.read_bytes() == damage for path in drafts_in(state))
    keep(log, DRAFT)
    assert kept(log) is not None


def test_a_draft_of_another_version_is_read_as_far_as_it_goes(log: Path, state: Path) -> None:
    keep(log, DRAFT)
    (file,) = drafts_in(state)
    content = json.loads(file.read_bytes())
    del content["original"], content["draft"]["section"], content["draft"]["more_links"]
    content["mood"] = content["draft"]["mood"] = "good"
    file.write_text(json.dumps(content))
    draft = kept(log)
    assert draft is not None
    assert draft.draft.title == DRAFT.title
    assert draft.draft.section == ""


def test_a_state_folder_that_cannot_be_written_is_done_without(
    log: Path, somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, runtime = somebody.home / "state", somebody.home / "run"
    runtime.mkdir(mode=0o700)
    somebody.owns(runtime)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with somebody.at_work():
        keep(log, Draft(title="at home"))
    for folder in (state, state / "drafts"):
        folder.chmod(0o555)
    with somebody.at_work():
        keep(log, Draft(title="away"))
        assert [draft.draft.title for draft in all_kept(log)] == ["away"]
        assert len(drafts_in(runtime)) == 1
    for folder in (state, state / "drafts"):
        folder.chmod(0o755)
    with somebody.at_work():
        keep(log, Draft(title="back at home"))
        assert [draft.draft.title for draft in all_kept(log)] == ["back at home"]
        discard(log)
        assert all_kept(log) == []
    assert drafts_in(somebody.home) == []


def test_the_temporary_folder_is_the_last_resort(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTUI_STATE_DIR", str(log / "no folder"))
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    keep(log, DRAFT)
    (folder,) = (tmp_path / "temporary").iterdir()
    assert folder.name == f"readtui-{os.geteuid()}"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert kept(log) is not None


@pytest.mark.parametrize("trap", ["open to all", "a link"])
def test_a_temporary_folder_that_others_can_reach_is_not_used(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setenv("READTUI_STATE_DIR", str(log / "no folder"))
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    folder = tmp_path / "temporary" / f"readtui-{os.geteuid()}"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    if trap == "a link":
        folder.symlink_to(elsewhere)
    else:
        folder.mkdir()
        folder.chmod(0o777)
    with pytest.raises(DraftNotKeptError, match=r"no folder: no draft can be kept \(.*READTUI_STATE_DIR"):
        keep(log, DRAFT)
    assert drafts_in(tmp_path / "temporary") == drafts_in(elsewhere) == []
    assert kept(log) is None


def test_without_a_home_the_temporary_folder_serves(log: Path, tmp_path: Path) -> None:
    program = "import sys; from pathlib import Path; from tui_reader.adapters.drafts import kept, keep, Draft"
    program += "; keep(Path(sys.argv[1]), Draft(title='here')); print(kept(Path(sys.argv[1])).draft.title)"
    environment = {"PYTHONPATH": str(PACKAGE_FOLDER), "HOME": "/nowhere/at all", "TMPDIR": str(tmp_path / "temporary")}
    finished = subprocess.run(
        [sys.executable, "-c", program, log], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert finished.stdout == "here\n" or Path("/nowhere").exists()
    assert not (tmp_path / "~").exists()


def test_a_kept_draft_says_when(log: Path) -> None:
    first = keep(log, Draft(title="a"))
    second = keep(log, Draft(title="b"))
    assert first.saved < second.saved
    assert second.saved.endswith("+00:00")
    assert isinstance(second, KeptDraft)
    assert kept(log) == second


def test_what_a_killed_process_left_of_a_draft_goes_and_what_is_being_written_stays(log: Path, state: Path) -> None:
    keep(log, DRAFT)
    name = drafts_in(state)[0].name
    left, being_written = (state / "drafts" / f".{name}.readtui-0000000{number}" for number in (1, 2))
    for file in (left, being_written):
        file.touch()
    os.utime(left, (0, 0))
    assert kept(log) is not None
    assert sorted(drafts_in(state)) == sorted([being_written, state / "drafts" / name])


def test_a_draft_in_the_form_of_another_running_program_is_not_offered(log: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui_reader.adapters import drafts; "
        "from tui_reader.core.draft import Draft; "
        "drafts.keep(Path(sys.argv[1]), Draft(title='Theirs'), is_open=True); print('kept', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(log)], cwd=PACKAGE_FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"kept\n"
        assert all_kept(log) == []
        theirs = open_elsewhere(log)
        assert theirs is not None
        assert (theirs.draft.title, theirs.process) == ("Theirs", str(process.pid))
        process.kill()
        process.wait()
    assert open_elsewhere(log) is None
    assert [kept.draft.title for kept in all_kept(log)] == ["Theirs"]


def test_a_draft_in_a_form_of_this_program_is_offered_here(log: Path) -> None:
    keep(log, Draft(title="Mine"), is_open=True)
    assert [kept.draft.title for kept in all_kept(log)] == ["Mine"]
