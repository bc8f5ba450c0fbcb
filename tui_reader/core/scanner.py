"""One pass over the lines of a log: where entries, headings and all else begin and end.

Neither quote blocks nor fences are trusted: an entry is found by its header line, at whatever depth of quotes it
stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.core.body import PICTURES, is_label_or_figure, label_of, says_something
from tui_reader.core.document import (
    Grammar,
    Heading,
    Span,
)
from tui_reader.core.fields import is_venue, says_not_read
from tui_reader.core.lines import (
    HEADER_LIMIT,
    HEADER_STARTS,
    HEADING,
    INSERTION_LIMIT,
    LABELLED,
    LATIN_WORD,
    LIST_SIGN,
    LONGEST_LABEL,
    MAY_BE_BLANK,
    QUOTE_AND_SPACE,
    heading_text,
    is_blank,
    is_conflict_marker,
    is_dated,
    is_divider,
    is_header,
    is_insertion_line,
    is_rule,
    is_sure_header,
    is_template_fence,
    is_template_header,
    is_week,
    mostly_ideographs,
    without_lead_in,
)
from tui_reader.core.tiling import Tiling
from tui_reader.core.tokens import ends_with_dash
from tui_reader.core.usual import is_usual_text, opens_entry

LOOK_AHEAD = 200
"""Lines of a quote that are looked through for what makes its undated first line an entry."""
LOOK_BACK = 50
"""Lines of an entry that are looked through for a summary."""
# What a line without its quote marks has to begin with to be more than text of an entry or a note.
RULE_STARTS = frozenset("#=-~+*_")
DATE_STARTS = frozenset("[【［2")
STRUCTURAL = HEADER_STARTS | RULE_STARTS | frozenset("<|")


if TYPE_CHECKING:
    from tui_reader.core.table import Table


def is_labelled(content: str) -> bool:
    """Whether a line without its quote marks begins with a label of a record; of most one sees at once that not."""
    beginning = content[:LONGEST_LABEL]
    if ":" not in beginning and "：" not in beginning:
        return False  # without a module more, which the usual log does without
    from tui_reader.core.record_labels import field_of

    return field_of(content) is not None


class Scanner(Tiling):
    """Goes over the lines of a text part by part; ``read`` each part in turn, then ask for the ``document``."""

    def __init__(
        self, text: str, hidden: Sequence[tuple[int, int]], grammar: Grammar, tables: list[tuple[int, Table]]
    ) -> None:
        super().__init__(text, grammar)
        self.tables = tables
        """Where the rows of each table of papers begin, and what its columns are."""
        self.next_row = -1
        """The index of the line that may be the next row of the last of them."""
        self.lines: Sequence[str] = ()
        """The lines of the part that is read, and the next. An ``index`` counts the lines of the whole text, from 0."""
        self.first = 0
        """The index of the first of these lines."""
        self.place = 0
        """Where the next part begins."""
        self.next_index = 0
        """The index of its first line."""
        self.fresh = True
        """Whether a quote that begins here is not part of what stands above."""
        self.comments = iter(hidden)
        self.comment = next(self.comments, None)
        """The next lines that nobody sees."""
        self.until = 0
        """The index of the line behind the labels of the record begun."""
        self.opened_by: str | None = None
        """The field that the record begun begins with; None where that is its heading."""
        self.level = 0
        """The level of the heading that is the title of the record begun; deeper ones are part of it."""

    def read(self, scan: str, part: Span) -> None:
        """Go over the lines of the next part once."""
        start, fresh = self.place, self.fresh
        if not start and self.text.startswith("\ufeff"):
            self.flush(1, 1)  # the mark at the start of a file is no part of what stands there
        self.first = self.next_index
        self.lines = lines = part.of(scan).split("\n")
        count = len(lines)
        if part.end < len(scan):
            count -= 1
            lines[-1] = scan[part.end : part.end + HEADER_LIMIT].partition("\n")[0]
        comment = self.comment[0] if self.comment else len(scan) + 1
        for index, line in enumerate(lines if count == len(lines) else lines[:-1], self.first):
            content = line.lstrip(QUOTE_AND_SPACE)
            sign = content[:1]
            end = start + len(line) + 1
            if start >= comment:
                self.hidden(index, start, end, line, content)
                comment = self.comment[0] if self.comment else len(scan) + 1
            elif not sign or ((sign in MAY_BE_BLANK or sign.isspace()) and is_blank(content)):
                fresh = fresh or ">" not in line or self.form == "record"
            elif self.begun and not fresh and sign not in STRUCTURAL and len(content) > INSERTION_LIMIT:
                self.end, self.end_line = end, index + 1
            elif self.dated and self.begun and content.startswith(PICTURES):
                self.end, self.end_line = end, index + 1
                fresh = False
            elif is_conflict_marker(line):
                fresh = not self.begun  # a marker cuts into entries and is no part of them
            elif sign in DATE_STARTS and opens_entry(content):
                self.begin(index, start, end, ">" in line[: len(line) - len(content)], "header")
                fresh = False
            elif self.dated and self.begun and not fresh and is_usual_text(content):
                self.end, self.end_line = end, index + 1
            else:
                quoted = ">" in line[: len(line) - len(content)]
                if content[0] == "|" and self.takes_row(index, start, end, content, quoted):
                    fresh = True
                elif index < self.until or (
                    (sign == "#" or not (self.begun and self.dated))
                    and self.opens_record(index, start, end, line, content, quoted, fresh)
                ):
                    self.end, self.end_line = max(end, self.end), index + 1
                    fresh = False
                elif self.structure(index, start, end, line, content, quoted):
                    fresh = not self.begun
                elif self.opens_undated(index, start, content, quoted, fresh):
                    self.begin(index, start, end, quoted, "topic")
                    fresh = False
                else:
                    self.more(index, end, content, fresh)
                    fresh = not quoted and not (self.begun and self.form != "topic")
            start = end
        self.place, self.fresh, self.next_index = start, fresh, self.first + count

    # -- kinds of lines -------------------------------------------------------------------------------------------

    def structure(self, index: int, start: int, end: int, line: str, content: str, quoted: bool) -> bool:
        """Take a line that means something by itself; False for any other."""
        if (
            content[0] in HEADER_STARTS
            and not is_rule(content)
            and is_header(content)
            and not self.is_inside(index, content)
        ):
            if not is_template_header(content):
                self.begin(index, start, end, quoted, "header")
            elif self.gap != "template":
                self.close(start, index + 1)
                self.gap = "template"
            return True
        if content[0] in RULE_STARTS:
            if not quoted and (found := HEADING.match(line)) is not None and (name := heading_text(found[2] or "")):
                if self.begun and self.form == "record" and 0 < self.level < len(found[1]):
                    self.end, self.end_line = end, index + 1
                    return False
                self.close(start, index + 1)
                self.section = name
                behind = min(end, len(self.text))
                self.blocks.append(Heading(Span(max(start, self.start), behind), index + 1, len(found[1]), name))
                self.start, self.start_line = behind, index + 2
                return True
            if is_divider(content, quoted):
                if is_template_fence(content):
                    self.fence(index, start, end)
                else:
                    self.single(index, start, end, "divider")
                return True
        if self.gap != "template" and is_week(content) and not self.is_sentence(index):
            self.single(index, start, end, "divider")
            return True
        if (
            len(content) <= INSERTION_LIMIT
            and is_insertion_line(content)
            and not is_label_or_figure(content)
            and not self.is_sentence(index)
        ):
            self.single(index, start, end, "insertion")
            return True
        return False

    def hidden(self, index: int, start: int, end: int, line: str, content: str) -> None:
        """Take a line of a comment: the insertion line, or nothing that is seen.

        It belongs to the entry that it stands under, as its quote marks do, unless what follows it does so as well.
        """
        assert self.comment is not None
        first, behind = self.comment
        if start == first and end >= behind and len(content) <= INSERTION_LIMIT and is_insertion_line(content):
            self.single(index, start, end, "insertion")
        elif not self.begun:
            if self.gap == "separator":
                self.gap = "text"
        elif end >= behind and self.quoted == line.lstrip(" \t").startswith(">") and self.end == first:
            below = (
                self.lines[index - self.first + 1].lstrip(QUOTE_AND_SPACE)
                if index - self.first + 1 < len(self.lines)
                else ""
            )
            if is_blank(below):
                self.end, self.end_line = end, index + 1
        if end >= behind:
            self.comment = next(self.comments, None)

    def is_inside(self, index: int, content: str) -> bool:
        """Whether what has the shape of a header without a date is a line of the entry begun.

        It is right below a header that announces it by a dash, and in the midst of text.
        """
        if self.begun and is_dated(content) and self.is_next_item(index, content):
            return False
        if not self.begun or is_sure_header(content) or is_template_header(content):
            return index == self.line and not is_dated(content) and ends_with_dash(self.lines[index - self.first - 1])
        above = self.lines[index - self.first - 1].lstrip(QUOTE_AND_SPACE)
        return not is_blank(above)

    def is_next_item(self, index: int, content: str) -> bool:
        """Whether the line is the next item of the list that the header of the entry begun is one of."""
        line, header = self.lines[index - self.first], self.lines[self.line - self.first - 1]
        first = header.lstrip(QUOTE_AND_SPACE)
        sign, other = LIST_SIGN.match(content), LIST_SIGN.match(first)
        same_depth = len(line) - len(content) == len(header) - len(first)
        return sign is not None and other is not None and same_depth

    def fence(self, index: int, start: int, end: int) -> None:
        """A fence of the template: it closes what was seen of the template above, or else opens it."""
        if self.gap == "template":
            self.flush(min(end, len(self.text)), index + 2)
        else:
            self.close(start, index + 1)
            self.gap = "template"

    def opens_record(
        self, index: int, start: int, end: int, line: str, content: str, quoted: bool, fresh: bool
    ) -> bool:
        """Whether the labels of a record begin here, or below, where this is its heading: an entry begins then.

        A template's are part of the template.
        """
        headed = content[0] == "#" and not quoted and HEADING.match(line) is not None
        level = len(content) - len(content.lstrip("#")) if headed else 0
        if headed:
            may_be = not (self.begun and self.form == "record" and 0 < self.level < level)
            may_be = may_be and is_labelled(self.below(index))
        else:
            may_be = (fresh or self.form == "record") and is_labelled(content)
        if not may_be or (index == 1 and self.text.startswith("---")):
            return False  # or what stands above a page of the web
        from tui_reader.core.record import opening_record

        at, opened_by = index - self.first, self.opened_by if self.begun else None
        record = opening_record(self.lines, at, headed, opened_by)
        if record is None:
            return False
        if record.is_template:
            if self.gap != "template":
                self.close(start, index + 1)
                self.gap = "template"
            return False
        self.begin(index, start, end, quoted, "record")
        self.until, self.level = self.first + record.end, level
        self.opened_by = None if headed else record.values[0].field
        return True

    def below(self, index: int) -> str:
        """What stands in the next line that is not blank; empty where there is none nearby."""
        at = index - self.first + 1
        contents = (line.lstrip(QUOTE_AND_SPACE) for line in self.lines[at : at + LABELLED])
        return next((content for content in contents if not is_blank(content)), "")

    def takes_row(self, index: int, start: int, end: int, content: str, quoted: bool) -> bool:
        """Take a row of a table of papers that is an entry, all of it; see the head of one in two lines."""
        at = index - self.first
        if index == self.next_row:
            from tui_reader.core.table import is_entry

            self.next_row += 1
            if not is_entry(content, self.tables[-1][1]):
                return False
            self.begin(index, start, end, quoted, "row")
            self.close()
            return True
        rule = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        if not self.begun and "-|" in rule.replace(" ", "").replace(":", ""):
            from tui_reader.core.table import table_of

            table = table_of(content, rule.lstrip(QUOTE_AND_SPACE))
            if table is not None:
                self.next_row = index + 2
                self.tables.append((end + len(rule) + 1, table))
        return False

    def opens_undated(self, index: int, start: int, content: str, quoted: bool, fresh: bool) -> bool:
        """Whether a line that is no header by its shape opens an entry all the same; sees the template in one."""
        if not (fresh or (quoted and self.is_next_of_topic(index, content))):
            return False
        if self.gap == "template" or content[0] in "|`" or len(content) > 300 or is_label_or_figure(content):
            return False
        if is_template_header(without_lead_in(content)):
            self.close(start, index + 1)
            self.gap = "template"
            return False
        return self.opens_quote(index, content) if quoted else self.opens_paragraphs(index, content)

    def opens_quote(self, index: int, content: str) -> bool:
        """Whether an undated line at the start of a quote opens an entry.

        Its block holds a figure, a label or a deeper quote. Under a dated entry, whose own text may begin such a quote,
        it has to look like a title as well.
        """
        if self.begun and self.form == "header" and not may_be_title(content):
            return False
        depth = _depth(self.lines[index - self.first], content)
        found = False
        below = index - self.first + 1
        for line in self.lines[below : below + LOOK_AHEAD]:
            inner = line.lstrip(QUOTE_AND_SPACE)
            marks = _depth(line, inner)
            if not line.strip() or (inner and is_header(inner)):
                if inner and is_template_header(inner):
                    return False
                break
            found = found or marks > depth or is_label_or_figure(inner)
        return found

    def is_next_of_topic(self, index: int, content: str) -> bool:
        """Whether what is as deep as the undated title above, below what is deeper, is the next title of its topic.

        A figure, a label or a deeper line has to stand right under it.
        """
        if not self.begun or self.form != "topic" or index - self.first + 1 >= len(self.lines):
            return False
        depth = _depth(self.lines[index - self.first], content)
        title = self.lines[self.line - self.first - 1]
        above = next(
            (
                line
                for line in (self.lines[index - self.first - 1], self.lines[index - self.first - 2])
                if line.strip(QUOTE_AND_SPACE)
            ),
            "",
        )
        below = self.lines[index - self.first + 1]
        under = below.lstrip(QUOTE_AND_SPACE)
        return (
            depth == _depth(title, title.lstrip(QUOTE_AND_SPACE)) < _depth(above, above.lstrip(QUOTE_AND_SPACE))
            and (is_label_or_figure(under) or depth < _depth(below, under))
            and may_be_title(content)
            and not ends_sentence(content)
        )

    def opens_paragraphs(self, index: int, content: str) -> bool:
        """Whether an undated line without quote marks opens an entry: a title over a label, no text between."""
        if (
            (self.begun and (self.form != "topic" or self.quoted))
            or not may_be_title(content)
            or ends_sentence(content)
        ):
            return False
        at = index - self.first
        for line in self.lines[at + 1 : at + 10]:
            below = line.lstrip(QUOTE_AND_SPACE)
            label = label_of(below)
            if label is not None and label[0] == "summary":
                return True
            if not is_blank(below) and not is_label_or_figure(below):
                break
        return False

    def more(self, index: int, end: int, content: str, fresh: bool) -> None:
        """A line that means nothing by itself: content of the entry begun, or a note."""
        if self.begun and fresh and self.quoted and self.is_note(index, content):
            self.close()
        if not self.begun:
            if self.gap == "separator":
                self.gap = "text"
        elif not is_rule(content) and not content.startswith("<!--"):
            self.end, self.end_line = end, index + 1

    def is_note(self, index: int, content: str) -> bool:
        """Whether text behind a blank line is a note of its own: less deep than the summary of the entry above.

        Or than the header, where that says that nothing was read: then nothing has to be said below it.
        """
        if is_label_or_figure(content):
            return False
        depth = _depth(self.lines[index - self.first], content)
        at = index - self.first
        for line in reversed(self.lines[max(self.line - self.first, at - LOOK_BACK) : at]):
            above = line.lstrip(QUOTE_AND_SPACE)
            if above and says_something(above):
                return depth < _depth(line, above)
        if at - LOOK_BACK > self.line - self.first or self.line <= self.first:
            return False
        header = self.lines[self.line - self.first - 1]
        said = header.lstrip(QUOTE_AND_SPACE)
        return depth < _depth(header, said) and "](" not in said and says_not_read(said)

    def is_sentence(self, index: int) -> bool:
        """Whether what looks like a line of its own is one of a summary: the text goes on right below it."""
        if not self.begun or index - self.first + 1 == len(self.lines):
            return False
        below = self.lines[index - self.first + 1].lstrip(QUOTE_AND_SPACE)
        return not is_blank(below) and not is_header(below)


def may_be_title(content: str) -> bool:
    """Whether a line looks like a paper's title rather than a note: it is not Chinese, and has words or a venue."""
    return not mostly_ideographs(content) and (len(LATIN_WORD.findall(content)) >= 3 or is_venue(content))


def ends_sentence(content: str) -> bool:
    """Whether a line ends as sentences do, and titles do not."""
    return content.rstrip()[-1] in ".。;；"


def _depth(line: str, content: str) -> int:
    """The number of quote marks before ``content``, the rest of ``line``."""
    return line.count(">", 0, len(line) - len(content))
