from __future__ import annotations

from tui_reader.core.code_blocks import code_blocks


def blocks(text: str) -> list[str]:
    return [span.of(text) for span in code_blocks(text)]


def test_code_goes_from_fence_to_fence() -> None:
    assert blocks("a\n```markdown\n> b\n```\nc\n~~~\n```\n~~~~\n") == ["```markdown\n> b\n```", "~~~\n```\n~~~~"]


def test_a_fence_is_closed_by_one_as_long_and_without_words() -> None:
    assert blocks("````\n```\n```` x\n`````\n") == ["````\n```\n```` x\n`````"]


def test_a_fence_that_nothing_closes_fences_nothing() -> None:
    assert blocks("```\na\n") == []
    assert blocks("> ```\n    ```\n``\n") == []
