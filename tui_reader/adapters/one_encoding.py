"""No log of two encodings: what is written is UTF-8, and a log that is not is to be converted first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.log_errors import OtherEncodingError
from tui_reader.core.other_encoding import adds_utf_8, other_encoding
from tui_reader.core.text_edit import TextEdit


def refuse_second_encoding(log: OpenLog, edits: Sequence[TextEdit]) -> None:
    """Raise ``OtherEncodingError`` where ``edits`` would write more than ASCII into a ``log`` that is not UTF-8."""
    text = log.document.text
    if adds_utf_8(text, edits) and (encoding := other_encoding(text)) is not None:
        raise OtherEncodingError(log.path, encoding)


def not_utf_8(logs: Iterable[OpenLog]) -> Iterator[OtherEncodingError]:
    """What there is to say of those ``logs`` that are of another encoding."""
    for log in logs:
        encoding = other_encoding(log.document.text)
        if encoding is not None:
            yield OtherEncodingError(log.path, encoding)


def refuse_mixing(source: OpenLog, target: OpenLog) -> None:
    """Raise ``OtherEncodingError`` where entries of ``source`` are of another encoding than what is in ``target``."""
    if source.document.text.isascii() or target.document.text.isascii():
        return
    mistakes = list(not_utf_8((source, target)))
    if len(mistakes) == 1:
        raise mistakes[0]
