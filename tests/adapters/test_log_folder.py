from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.adapters.conftest import Somebody
from tui_reader.adapters import log_folder
from tui_reader.adapters.log_errors import LogNotFoundError, LogUnreadableError, NoLogInFolderError
from tui_reader.adapters.log_folder import find_logs

TEXT = "# Tide pool club\n\n> [2024-03-17]-[Mira]-[Barnacles Remember]\n> > Summary: they do\n"

LOGS = {
    "log.md": TEXT,
    "archive/2023.markdown": "> > [2023-1-5]-[李听潮]-[海星再生]\n> > 论文简述：好\n",
    "archive/old/deep/deeper/LOG.MD": TEXT,
    "new.md": "# log\n\n######### 模版 #########\n> [日期]-[姓名]-[标题]\n######### 模版 #########\n",
    "empty.md": "> ==> newest first: insert new entries here <==\n",
    "topics.md": "## A\n\n> Kelp Highways (CVPR 2022)\n> > Summary: a\n\n> Otters (CVPR 2021)\n> > Summary: b\n",
    "unclosed.md": f"```\n\n{TEXT}",
    "latin.md": TEXT.replace("Mira", "M\udcefra"),
}

NO_LOGS = {
    "README.md": "# Tide pool club\n\nWe read. Since 2024-03-17.\n\n> a quote\n",
    "CHANGELOG.md": "## [1.2.0] - 2024-03-17\n\n- fixed\n",
    "how-to.md": f"# Before\n\n```markdown\n{TEXT}```\n\n~~~~\n> ==> newest first: insert new entries here <==\n~~~~\n",
    "log.txt": TEXT,
    ".hidden.md": TEXT,
    ".git/log.md": TEXT,
    "node_modules/package/log.md": TEXT,
    "my-environment/pyvenv.cfg": "",
    "my-environment/lib/log.md": TEXT,
    "a/b/c/d/e/too-deep.md": TEXT,
    "binary.md": "\0" + TEXT,
}


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def test_logs_are_found_among_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "clone"
    fill(folder, LOGS | NO_LOGS)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to("nothing")
    (folder / "circle.md").symlink_to("circle.md")
    assert find_logs(folder) == sorted(folder / name for name in LOGS)
    monkeypatch.chdir(folder)
    assert find_logs(Path()) == sorted(Path(name) for name in LOGS)


def test_a_search_for_logs_comes_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "clone", {f"{number}/log.md": TEXT for number in range(9)})
    fill(tmp_path / "clone", {f"{number}/below/log.md": TEXT for number in range(9)})
    monkeypatch.setattr(log_folder, "MOST_FOLDERS", 12)
    near = [tmp_path / "clone" / str(number) / "log.md" for number in range(9)]
    below = [tmp_path / "clone" / str(number) / "below" / "log.md" for number in range(2)]
    assert find_logs(tmp_path / "clone") == sorted(near + below)


def test_a_folder_without_a_log(tmp_path: Path) -> None:
    folder = tmp_path / "clone"
    fill(folder, NO_LOGS)
    with pytest.raises(NoLogInFolderError, match="clone: there is no log in this folder"):
        find_logs(folder)


def test_a_folder_that_cannot_be_searched(tmp_path: Path, somebody: Somebody) -> None:
    with pytest.raises(LogNotFoundError):
        find_logs(tmp_path / "none")
    closed = somebody.home / "closed"
    fill(somebody.home, {"log.md": TEXT, "closed/log.md": TEXT})
    somebody.owns(closed, somebody.home / "log.md")
    closed.chmod(0)
    with somebody.at_work():
        with pytest.raises(LogUnreadableError, match=r"closed: cannot be read \(permission denied\)"):
            find_logs(closed)
        assert find_logs(somebody.home) == [somebody.home / "log.md"]
