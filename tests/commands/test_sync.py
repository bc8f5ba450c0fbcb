from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.clones import LOG, NAME, Clone, clones, git_environment
from tests.commands.conftest import PROJECT, Result, in_this_process
from tests.sizes import size
from tui_reader.core.parser import parse


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return git_environment(home) | {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def mira_and_tom(tmp_path: Path, environment: dict[str, str]) -> tuple[Clone, Clone]:
    mira, tom = clones(tmp_path, environment, "mira", "tom")
    return mira, tom


def start(clone: Clone, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tui_reader", "sync", str(clone.log), *arguments],
        cwd=clone.folder,
        env=clone.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def sync(clone: Clone, *arguments: str) -> Result:
    return in_this_process(["sync", str(clone.log), *arguments], clone.folder, clone.environment)


def in_a_process(clone: Clone, *arguments: str) -> Result:
    process = start(clone, *arguments)
    stdout, stderr = process.communicate()
    return Result(process.returncode, stdout, stderr)


def titles(clone: Clone) -> list[str | None]:
    return [entry.title for entry in parse(clone.text).entries]


def test_what_two_wrote_at_once_is_in_both_clones(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    tom.add("2024-03-08", "Tom", "Squid")
    tom.write("[Mira]-[Kelp]", "[Mira]-[Kelp Forests]")
    assert in_a_process(mira).code == 0
    done = in_a_process(tom)
    assert done.code == 0, done.errors
    assert done.output == f"{tom.log}: sent: 1 entry added, 1 entry changed\n{tom.log}: received: 1 entry added\n"
    assert sync(mira).output == f"{mira.log}: received: 1 entry added, 1 entry changed\n"
    assert titles(mira) == titles(tom) == ["Squid", "Seals", "Kelp Forests", "Otters"]
    assert mira.git("rev-parse", "HEAD") == tom.git("rev-parse", "HEAD")
    assert mira.git("status", "--short") == tom.git("status", "--short") == ""
    assert sync(mira).output == f"{mira.log}: nothing new\n"


def test_the_commit_says_what_was_written(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, _ = mira_and_tom
    mira.add("2024-03-07", "李雷", "Seals")
    sync(mira)
    assert mira.git("log", "-1", "--format=%B").strip() == "Add Seals (李雷, 2024-03-07)"
    mira.add("2024-03-08", "Mira", "Squid")
    mira.write("[Tom]-[Otters]", "[Tom]-[Sea Otters]")
    sync(mira)
    assert mira.git("log", "-1", "--format=%B").strip() == (
        f"{NAME}: 1 entry added, 1 entry changed\n\n+ Squid (Mira, 2024-03-08)\n* Sea Otters (Tom, 2024-03-01)"
    )
    mira.add("2024-03-09", "Mira", "Crabs")
    sync(mira, "--message", "log: {changes}")
    assert mira.git("log", "-1", "--format=%s").strip() == "log: Add Crabs (Mira, 2024-03-09)"


def test_files_of_others_are_never_touched(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    tom.add("2024-03-08", "Tom", "Squid")
    assert sync(tom).code == 0
    (mira.folder / "staged.txt").write_text("staged")
    (mira.folder / "loose.txt").write_text("loose")
    mira.git("add", "staged.txt")
    mira.add("2024-03-07", "Mira", "Seals")
    done = sync(mira)
    assert done.code == 0, done.errors
    assert titles(mira) == ["Squid", "Seals", "Kelp", "Otters"]
    assert mira.git("status", "--short") == "A  staged.txt\n?? loose.txt\n"


def test_a_conflict_is_marked_around_its_entry_and_nothing_is_pushed(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.write("[Mira]-[Kelp]", "[Mira]-[Kelp Forests]")
    mira.add("2024-03-07", "Mira", "Seals")
    assert sync(mira).code == 0
    tom.write("[Mira]-[Kelp]", "[Mira]-[Kelp Gardens]")
    done = sync(tom)
    assert done.code == 1
    assert "1 entry was changed differently by others; look for <<<<<<<" in done.errors
    assert "<<<<<<< ours\n> > [2024-03-03]-[Mira]-[Kelp Gardens]" in tom.text
    assert tom.text.count("<<<<<<<") == 1
    assert "Seals" in tom.text.partition("<<<<<<<")[0]
    assert tom.git("ls-remote", "origin", "main").split()[0] == mira.git("rev-parse", "HEAD").strip()
    assert sync(tom).code == 1  # still marked

    text = tom.text
    ours, theirs = text.index("<<<<<<< ours\n"), text.index("=======\n")
    kept = text[ours + len("<<<<<<< ours\n") : theirs]
    tom.log.write_bytes((text[:ours] + kept + text.partition(">>>>>>> theirs\n")[2]).encode())
    done = sync(tom)
    assert done.code == 0, done.errors
    assert sync(mira).code == 0
    assert mira.text == tom.text
    assert titles(mira) == ["Seals", "Kelp Gardens", "Otters"]
    assert mira.git("rev-parse", "HEAD") == tom.git("rev-parse", "HEAD")
    assert tom.git("status", "--short") == ""
    assert tom.git("for-each-ref", "refs/worktree") == ""


def test_a_conflict_thrown_away_is_there_again(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.write("[Mira]-[Kelp]", "[Mira]-[Kelp Forests]")
    sync(mira)
    tom.write("[Mira]-[Kelp]", "[Mira]-[Kelp Gardens]")
    assert sync(tom).code == 1
    tom.git("checkout", "--", NAME)
    assert sync(tom).code == 1
    assert "Kelp Forests" in tom.text


def test_a_conflict_settled_and_committed_by_hand_is_settled(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.write("[Mira]-[Kelp]", "[Mira]-[Kelp Forests]")
    sync(mira)
    tom.write("[Mira]-[Kelp]", "[Mira]-[Kelp Gardens]")
    assert sync(tom).code == 1
    tom.log.write_bytes(LOG.replace("[Kelp]", "[Kelp Parks]").encode())
    tom.git("commit", "-am", "by hand")
    assert sync(tom).code == 0
    assert titles(tom) == ["Kelp Parks", "Otters"]


def test_an_entry_moved_to_an_archive_and_edited_meanwhile_is_found_again(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    head, entries = LOG.split(">\n", 1)
    (mira.folder / "archive.md").write_text(f"# 2023\n\n{entries}", encoding="utf-8")
    mira.log.write_text(head, encoding="utf-8")
    mira.git("add", ".")
    mira.git("commit", "-m", "archive")
    assert sync(mira).code == 0
    tom.write("Summary: furry.", "Summary: furry, and hungry.")
    tom.add("2024-03-08", "Tom", "Squid")
    done = sync(tom)
    assert done.code == 0, done.errors
    assert titles(tom) == ["Squid"]
    archive = (tom.folder / "archive.md").read_text(encoding="utf-8")
    assert archive == f"# 2023\n\n{entries}".replace("furry.", "furry, and hungry.")


def test_line_ends_that_git_changes_are_no_change(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    tom.git("config", "core.autocrlf", "true")
    tom.log.write_bytes(LOG.replace("\n", "\r\n").encode())
    mira.add("2024-03-07", "Mira", "Seals")
    assert sync(mira).code == 0
    tom.write("[Tom]-[Otters]", "[Tom]-[Sea Otters]")
    done = sync(tom)
    assert done.code == 0, done.errors
    assert titles(tom) == ["Seals", "Kelp", "Sea Otters"]
    assert tom.text.count("\r\n") == tom.text.count("\n")
    assert tom.git("log", "--format=%s", "-2").splitlines()[1] == "Change Sea Otters (Tom, 2024-03-01)"
    assert sync(mira).code == 0
    assert "\r" not in mira.text


def test_a_new_log_is_committed(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.log = mira.folder / "notes" / "new.md"
    mira.log.parent.mkdir()
    mira.log.write_text("> [2024-03-05]-[Mira]-[Kelp]-[Arxiv](https://example.org/k)\n")
    assert sync(mira).code == 0
    assert sync(tom).code == 0
    assert (tom.folder / "notes" / "new.md").read_text() == mira.log.read_text()


@pytest.mark.thorough
def test_several_writing_and_synchronising_at_once_all_get_through(tmp_path: Path, environment: dict[str, str]) -> None:
    everybody = clones(tmp_path, environment, "mira", "tom", "李雷")
    wanted = ["Kelp", "Otters"]
    for number in range(size(2, thorough=3)):
        for clone in everybody:
            title = f"{clone.folder.name}{number}"
            clone.add(f"2024-04-{number + 1:02}", clone.folder.name, title)
            if number:
                clone.write(f"Summary: {clone.folder.name}{number - 1}.", f"Summary: once more {number}.")
            wanted.append(title)
        for process in [start(clone) for clone in everybody]:
            _, errors = process.communicate()
            assert process.returncode == 0, errors.decode()
    for clone in everybody:
        assert sync(clone).code == 0
    assert len({clone.text for clone in everybody}) == 1
    assert len({clone.git("rev-parse", "HEAD") for clone in everybody}) == 1
    assert sorted(map(str, titles(everybody[0]))) == sorted(wanted)
    assert "<<<<<<<" not in everybody[0].text


# -- what may be the matter -------------------------------------------------------------------------------------------


def test_outside_of_a_repository_it_says_so(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / NAME).write_text(LOG)
    done = sync(Clone(tmp_path, environment))
    assert done.code == 3
    assert "lies in no git repository" in done.errors


def test_without_a_remote_or_an_upstream_it_says_how_to_get_one(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.git("remote", "remove", "origin")
    assert "has no remote; git remote add origin URL" in sync(mira).errors
    tom.git("branch", "--unset-upstream")
    done = sync(tom)
    assert done.code == 3
    assert "the branch main has no upstream; git push -u origin main" in done.errors


def test_a_detached_head_and_what_is_under_way_are_left_alone(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.git("checkout", "--quiet", "--detach")
    assert "no branch is checked out" in sync(mira).errors
    (tom.folder / ".git" / "MERGE_HEAD").write_text(tom.git("rev-parse", "HEAD"))
    assert "a merge is under way" in sync(tom).errors
    (tom.folder / ".git" / "MERGE_HEAD").unlink()
    (tom.folder / ".git" / "rebase-merge").mkdir()
    assert "a rebase is under way" in sync(tom).errors


def test_without_a_network_what_was_written_is_committed(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, _ = mira_and_tom
    mira.git("remote", "set-url", "origin", "http://127.0.0.1:9/log.git")
    mira.add("2024-03-07", "Mira", "Seals")
    done = sync(mira)
    assert done.code == 3
    assert "no connection to origin; what you wrote is committed here" in done.errors
    assert mira.git("status", "--short") == ""


@pytest.fixture
def closed_server() -> Iterator[str]:
    """The address of a server that wants credentials."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="hub"')
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/log.git"
    server.shutdown()
    thread.join()
    server.server_close()


def test_nobody_is_asked_for_credentials(mira_and_tom: tuple[Clone, Clone], closed_server: str) -> None:
    mira, _ = mira_and_tom
    mira.git("remote", "set-url", "origin", closed_server)
    done = in_a_process(mira)
    assert done.code == 3
    assert "origin refused your credentials; git fetch in a terminal asks for them" in done.errors


def test_a_remote_that_is_not_there_is_named(mira_and_tom: tuple[Clone, Clone], tmp_path: Path) -> None:
    mira, _ = mira_and_tom
    mira.git("remote", "set-url", "origin", str(tmp_path / "gone.git"))
    assert "there is no repository at origin" in sync(mira).errors


def test_what_the_remote_does_not_take_is_said(mira_and_tom: tuple[Clone, Clone], tmp_path: Path) -> None:
    mira, _ = mira_and_tom
    hook = tmp_path / "hub.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    mira.add("2024-03-07", "Mira", "Seals")
    done = sync(mira)
    assert done.code == 3
    assert "origin does not take it ([remote rejected] (pre-receive hook declined))" in done.errors


def test_a_git_that_does_not_know_who_one_is_is_told_apart(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, _ = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    for name in [name for name in mira.environment if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))]:
        del mira.environment[name]
    mira.git("config", "user.useConfigOnly", "true")
    assert "git does not know who you are" in sync(mira).errors


def test_another_file_changed_here_and_there_is_named(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    for clone in (mira, tom):
        (clone.folder / "data.txt").write_text(clone.folder.name)
        clone.git("add", ".")
        clone.git("commit", "-m", "data")
    assert sync(mira).code == 0
    done = sync(tom)
    assert done.code == 3
    assert "data.txt was changed differently here and by others" in done.errors
    assert tom.git("status", "--short") == ""


def test_another_file_that_is_changed_but_not_committed_stays(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    (mira.folder / "data.txt").write_text("of Mira")
    mira.git("add", ".")
    mira.git("commit", "-m", "data")
    assert sync(mira).code == 0
    (tom.folder / "data.txt").write_text("of Tom")
    tom.git("add", "data.txt")
    done = sync(tom)
    assert done.code == 3
    assert "data.txt" in done.errors
    assert (tom.folder / "data.txt").read_text() == "of Tom"
