"""What logs on disk are held to: their own template, what their group has agreed upon, and the pictures beside them.

A mistake in a group's settings keeps nobody from reading and writing a log: then it is as if there were none. Whoever
has to tell asks for ``settings_mistakes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.group_file import GroupFile, load_group
from tui_reader.core.group import Group
from tui_reader.core.learning import learn
from tui_reader.core.message import ReadTuiError
from tui_reader.core.weeks import SUNDAY

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.core.papers import Papers
    from tui_reader.core.rule import Standard
    from tui_reader.core.template import Template


def papers_of(logs: Sequence[OpenLog]) -> Papers:
    """The papers of ``logs``, which are checked together. Reads all headers."""
    from tui_reader.core.papers import Papers

    return Papers((str(log.path), log.document) for log in logs)


def standard_of(log: OpenLog, today: date, papers: Papers | None = None) -> Standard:
    """What ``log`` is held to as of ``today``. Without ``papers`` none of them counts as logged twice."""
    from tui_reader.adapters.pictures import LocalPictures
    from tui_reader.core.rule import Standard

    return Standard.of(log.document, today, group_of(log), LocalPictures(log.path), papers)


def group_at(log: Path) -> Group:
    """What the group that writes the log at this path has agreed upon."""
    try:
        file = load_group(log)
    except ReadTuiError:
        return Group()
    return Group() if file is None else file.group


def group_of(log: OpenLog) -> Group:
    """What the group that writes ``log`` has agreed upon."""
    file = readable_group_file(log)
    return Group() if file is None else file.group


def group_of_all(logs: Iterable[OpenLog]) -> Group:
    """What the groups that write ``logs`` have agreed upon of people, weeks and venues: most often it is one group.

    Of several, all members, each once; weeks end as for the first that says so.
    """
    all_groups = [group_of(log) for log in logs]
    venues = {full: short for group in reversed(all_groups) for full, short in group.venues.items()}
    groups = list(dict.fromkeys((group.members, group.week_ends) for group in all_groups))
    members = {member.name: member for group_members, _ends in reversed(groups) for member in group_members}
    ends = next((ends for _members, ends in groups if ends != SUNDAY), SUNDAY)
    order = dict.fromkeys(member.name for group_members, _ends in groups for member in group_members)
    return Group(members=tuple(members[name] for name in order), week_ends=ends, venues=venues)


def template_of(log: OpenLog) -> Template:
    """How a new entry of ``log`` is spelled: as the group has stated it, else as the log does it."""
    return learn(log.document, group_of(log).template)


def readable_group_file(log: OpenLog) -> GroupFile | None:
    """The settings of the group that writes ``log``; None where there are none that can be read."""
    try:
        return load_group(log.path)
    except ReadTuiError:
        return None


def settings_mistakes(logs: Iterable[Path]) -> list[ReadTuiError]:
    """What is wrong with the settings of the groups that write the ``logs`` of these paths: of each file the first."""
    mistakes: dict[str, ReadTuiError] = {}
    for path in logs:
        try:
            load_group(path)
        except ReadTuiError as error:
            mistakes.setdefault(str(error), error)
    return list(mistakes.values())
