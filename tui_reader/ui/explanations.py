"""What each screen says of itself on the key for help: what it is for, and where to read more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from textual.dom import DOMNode

from tui_reader.core.message import N_


class Explanation(NamedTuple):
    """Of one screen, or of a part of one that has the focus."""

    title: str
    """What it is called, in English."""
    words: str
    """What it is for, in a sentence or two."""
    more: tuple[str, ...] = ()
    """Pages of the documentation, and commands."""


EXPLANATIONS: Mapping[str, Explanation] = MappingProxyType(
    {
        "LogScreen": Explanation(
            N_("The log"),
            N_(
                "All entries, the newest first, and what the one under the cursor says. A letter does something at"
                " once; nothing is written before you saved it or said yes, and u takes it back."
            ),
            ("docs/tour.md", "docs/keys.md", "readtui --help"),
        ),
        "EntryView": Explanation(
            N_("The reading pane"),
            N_(
                "What the entry says: title, links, summary, and what is wrong with it. All keys of the list work here."
            ),
            ("docs/tour.md",),
        ),
        "SectionList": Explanation(
            N_("Sections, readers, years"),
            N_(
                "What the entries can be narrowed to, with how many there are. What you choose stands in the search"
                " bar as a query, and several add up."
            ),
            ("docs/tour.md",),
        ),
        "QueryInput": Explanation(
            N_("The search bar"),
            N_(
                "The list follows as you type. All words have to match; Chinese is also found by its pinyin, in full"
                " or by initials. What may come next is offered at the bottom."
            ),
            ("docs/tour.md", "readtui list --help"),
        ),
        "SavedSearchesScreen": Explanation(
            N_("Saved searches"),
            N_("Searches that you kept under a name, and how many entries each finds today."),
            ("docs/settings.md", "readtui list --help"),
        ),
        "ArrangementScreen": Explanation(
            N_("Sorting and grouping"),
            N_("By what the list is sorted, and by what it is divided. The log itself stays as it is."),
            ("readtui list --help",),
        ),
        "FormScreen": Explanation(
            N_("The form"),
            N_(
                "Fields of one entry; below or beside them stands what will be written. Paste anything into it: BibTeX,"
                " an arXiv address, a citation. What you typed is kept as a draft, whatever happens."
            ),
            ("docs/tour.md", "readtui add --help"),
        ),
        "MarkdownForm": Explanation(
            N_("The Markdown of the entry"),
            N_("The entry as it stands in the log. What does not read as one entry is not written."),
            ("docs/from-vim.md",),
        ),
        "NoReadingScreen": Explanation(
            N_("Did not read"),
            N_("One line for a week without a paper: choose a reason that was given before, or type another."),
            ("docs/every-week.md", "readtui add --help"),
        ),
        "FigureChoiceScreen": Explanation(
            N_("A figure for the entry"),
            N_(
                "The newest pictures of your folders, a path, or an address on the web. A picture is copied to where"
                " the log keeps its figures; your own stays where it is."
            ),
            ("readtui figures --help",),
        ),
        "ReadBeforeScreen": Explanation(
            N_("Logged before"),
            N_("Who logged this paper already, and what they wrote."),
        ),
        "FigureScreen": Explanation(
            N_("Figures"),
            N_("The figures of the entry, as fine as the terminal can draw them."),
            ("docs/terminals.md",),
        ),
        "ProblemsScreen": Explanation(
            N_("What is wrong"),
            N_(
                "What the rules found in the log, or in what the filter leaves of it. A mend is shown before it is"
                " made, and changes nothing but what the finding names."
            ),
            ("docs/rules.md", "docs/check.md", "readtui check --help"),
        ),
        "RuleScreen": Explanation(
            N_("A rule"),
            N_("What it asks for and why, with an example before and after."),
            ("docs/rules.md",),
        ),
        "DiffScreen": Explanation(
            N_("A change, before it is made"),
            N_("Lines with - go, lines with + come. Nothing is written before you say yes."),
        ),
        "ConfirmScreen": Explanation(N_("A question"), N_("Nothing is done before you say yes.")),
        "ChoiceScreen": Explanation(N_("A choice"), N_("Choose with the cursor, or by the number before it.")),
        "LineScreen": Explanation(N_("A line to type"), N_("Enter takes it, Esc goes back without.")),
        "NameScreen": Explanation(N_("A name"), N_("Enter takes it, Esc goes back without.")),
        "PathScreen": Explanation(
            N_("A file to write"),
            N_("Its ending says what is written. A file that is there already is asked for twice."),
            ("docs/digest.md", "docs/export.md"),
        ),
        "HistoryScreen": Explanation(
            N_("What was changed"),
            N_(
                "Every change since the program began. Go back to any point, or take one change back alone; what others"
                " wrote meanwhile stays."
            ),
            ("docs/promises.md",),
        ),
        "SettlingScreen": Explanation(
            N_("Conflicts"),
            N_(
                "Entries that two people changed, marked in the log by git. Choose for each; when all of one conflict"
                " are chosen, that is written."
            ),
            ("docs/promises.md", "readtui sync --help"),
        ),
        "ConflictScreen": Explanation(
            N_("Somebody was faster"),
            N_("The entry was changed by somebody else while you edited it. Neither version is lost."),
            ("docs/promises.md",),
        ),
        "TemplateScreen": Explanation(
            N_("How entries are written"),
            N_("What was learned from the log's template and its entries, from which line, and what comes of it."),
            ("docs/settings.md",),
        ),
        "WeekBoardScreen": Explanation(
            N_("Week board"),
            N_("Who read in which week, who said why not, and who is silent. The filter of the list holds here, too."),
            ("docs/stats.md", "docs/every-week.md", "readtui stats --help"),
        ),
        "TrendsScreen": Explanation(
            N_("Pictures of the log"),
            N_("The year as a calendar, and bars by week, reader, venue and section. Each bar leads to its entries."),
            ("docs/stats.md",),
        ),
        "DigestScreen": Explanation(
            N_("A week for the group meeting"),
            N_("Who read what, reader by reader; to be shown here, copied, or written as a page or slides."),
            ("docs/digest.md", "readtui digest --help"),
        ),
        "SettingsScreen": Explanation(
            N_("Settings"),
            N_(
                "Your own settings, and where each comes from. A change is written into your file, and nothing else in"
                " it is touched. What a group has agreed upon stands beside its log, in .readtui.yaml."
            ),
            ("docs/settings.md", "readtui config --help"),
        ),
        "Palette": Explanation(
            N_("Commands"),
            N_("Everything that a key does, found by its words in English or Chinese, by pinyin, or by the key."),
            ("docs/keys.md",),
        ),
        "WelcomeScreen": Explanation(
            N_("A first log"),
            N_("Ways to a log. The sample is a copy of your own: try everything with it."),
            ("docs/tour.md", "readtui --help"),
        ),
        "HelpScreen": Explanation(N_("Help"), N_("What the screen below is for, and its keys.")),
    }
)
"""By the name of the class of a screen or widget; one that is made of another may have that one's."""


def explanation_of(node: type[DOMNode]) -> Explanation | None:
    """What is said of ``node``; None where nothing is."""
    return next((EXPLANATIONS[base.__name__] for base in node.__mro__ if base.__name__ in EXPLANATIONS), None)
