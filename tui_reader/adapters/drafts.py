"""Typing that survives a lost line or a killed process: drafts on disk, away from the log, until they are in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tui_reader.adapters import disk, state_files
from tui_reader.adapters.running import is_running, process_number, this_process
from tui_reader.adapters.user_folders import state_folder
from tui_reader.core.document import Link
from tui_reader.core.draft import Draft
from tui_reader.core.message import N_, ReadTuiError

KIND = "drafts"
"""The kind of state files that drafts are."""

THIS_PROCESS = os.urandom(4).hex()
"""Stands in the names of the drafts that are begun here, so that two programs on one log do not write the same file."""

TEXT_FIELDS = tuple(field.name for field in fields(Draft) if field.name not in ("more_links", "more_figures"))


class DraftNotKeptError(ReadTuiError):
    """No folder takes the draft: what is typed is lost with the screen."""

    def __init__(self, error: OSError) -> None:
        pattern = N_(
            "{path}: no draft can be kept ({reason}); save soon, or set READTUI_STATE_DIR to a folder with room"
        )
        super().__init__(pattern, path=state_folder() or "$HOME", reason=disk.reason(error))


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What a person typed for a log and has not saved in it yet."""

    log: Path
    draft: Draft
    """What stands in the form."""
    line: int | None
    """Where the entry began that is being changed, 1-based; None for a new one."""
    markdown: str | None
    """What stands in the editor, where the entry is being changed as its own Markdown."""
    original: str | None
    """The Markdown that the entry had when its change was begun: lines move, this finds it again."""
    saved: str
    """When it was kept: ISO 8601, UTC."""
    name: str
    """What tells it from other drafts."""
    writer: str | None = None
    """The process in whose form it stands, as ``this_process`` names it; None where that form was left."""

    @property
    def process(self) -> str:
        """The number of the process in whose form it stands; empty where that was left."""
        return process_number(self.writer) if self.writer is not None else ""

    @property
    def is_open_elsewhere(self) -> bool:
        """Whether it stands in a form of another program that is running on this machine."""
        return self.writer is not None and self.writer != this_process() and is_running(self.writer)


def keep(
    log: Path,
    draft: Draft,
    line: int | None = None,
    markdown: str | None = None,
    original: str | None = None,
    continues: KeptDraft | None = None,
    is_open: bool = False,
) -> KeptDraft:
    """Keep what is being typed for ``log``: ``draft`` or ``markdown``, for a new entry or for that at ``line``.

    It takes the place of ``continues``; without, of what this process kept for the same entry (that of the same
    ``original``, else ``line``), or for a new one. While it ``is_open`` in a form, other programs do not offer it. It
    is on the disk on return. Raises ``DraftNotKeptError``.
    """
    import json
    from datetime import datetime, timezone

    target = "new" if line is None else "entry-" + _short_digest(original or str(line))
    name = continues.name if continues is not None else f"{state_files.key(log)}-{target}-{THIS_PROCESS}.json"
    saved = datetime.now(timezone.utc).isoformat(timespec="microseconds")
    writer = this_process() if is_open else None
    content = {
        "log": state_files.real_path(log),
        "saved": saved,
        "line": line,
        "markdown": markdown,
        "original": original,
        "writer": writer,
        "draft": {
            **{name: getattr(draft, name) for name in TEXT_FIELDS},
            "more_links": [[link.label, link.url] for link in draft.more_links],
            "more_figures": list(draft.more_figures),
        },
    }
    try:
        # ASCII alone: an escape holds what UTF-8 cannot, such as a byte of the log that is no character.
        state_files.write(f"{KIND}/{name}", json.dumps(content, indent=1).encode("ascii"))
    except OSError as error:
        raise DraftNotKeptError(error) from error
    return KeptDraft(log, draft, line, markdown, original, saved, name, writer)


def kept(log: Path) -> KeptDraft | None:
    """The draft for ``log`` that was typed last, if there is one."""
    return next(iter(all_kept(log)), None)


def all_kept(log: Path) -> list[KeptDraft]:
    """The drafts for ``log``, the one typed last first; without those that somebody is writing on in another program.

    One that cannot be read is put aside under another name.
    """
    return [draft for draft in _all(log) if not draft.is_open_elsewhere]


def open_elsewhere(log: Path) -> KeptDraft | None:
    """The draft for ``log`` that was typed last in a form that another program on this machine still has open.

    Its line may be dead, and nobody at it any more.
    """
    return next((draft for draft in _all(log) if draft.is_open_elsewhere), None)


def _all(log: Path) -> list[KeptDraft]:
    """The drafts for ``log``, the one typed last first, whoever is writing on them."""
    state_files.clear_up(KIND)
    found: dict[str, KeptDraft] = {}
    for file in state_files.files(KIND, state_files.key(log) + "-"):
        if file.suffix != ".json":
            continue
        try:
            data = file.read_bytes()
        except OSError:
            continue
        draft = _read(log, file.name, data)
        if draft is None:
            _put_aside(file)
        elif file.name not in found or found[file.name].saved < draft.saved:
            found[file.name] = draft
    return sorted(found.values(), key=lambda draft: draft.saved, reverse=True)


def discard(draft: KeptDraft | Path) -> None:
    """Forget a draft: it is in the log, or not wanted. Of a log, the one that was typed last."""
    which = kept(draft) if isinstance(draft, Path) else draft
    if which is not None:
        state_files.remove(f"{KIND}/{which.name}")


def _read(log: Path, name: str, data: bytes) -> KeptDraft | None:
    """The draft that a file holds; None if it is damaged."""
    import json

    try:
        content = json.loads(data)
        draft = content["draft"]
        texts = {field: _text(draft.get(field, "")) for field in TEXT_FIELDS}
        if texts["kind"] not in ("paper", "no_reading"):
            return None
        return KeptDraft(
            log,
            Draft(
                **texts,  # type: ignore[arg-type]  # its kind has just been looked at
                more_links=tuple(Link(_text(label), _text(url)) for label, url in draft.get("more_links", ())),
                more_figures=tuple(_text(figure) for figure in draft.get("more_figures", ())),
            ),
            _whole_number(content, "line"),
            _text_or_none(content, "markdown"),
            _text_or_none(content, "original"),
            _text(content["saved"]),
            name,
            _text_or_none(content, "writer"),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(content: Mapping[str, Any], field: str) -> str | None:
    value = content.get(field)
    return None if value is None else _text(value)


def _whole_number(content: Mapping[str, Any], field: str) -> int | None:
    value = content.get(field)
    if value is not None and type(value) is not int:
        raise TypeError(value)
    return value


def _put_aside(file: Path) -> None:
    """Keep a damaged draft for a person to look at, where no program asks for it again."""
    aside = file.with_name(f"{file.name}.damaged")
    number = 1
    while aside.exists():
        number += 1
        aside = file.with_name(f"{file.name}.damaged-{number}")
    try:
        file.rename(aside)
    except OSError:
        return


def _short_digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
