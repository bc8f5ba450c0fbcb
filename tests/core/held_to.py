"""What the logs of the tests of ``check`` are held to: a small group, a day, a folder of pictures."""

from __future__ import annotations

from datetime import date

from tui_reader.core.document import Document
from tui_reader.core.group import Group, Member
from tui_reader.core.papers import Papers
from tui_reader.core.rule import Similar, Standard

TODAY = date(2024, 3, 20)
GROUP = Group(
    members=(Member("李雷"), Member("韩梅梅", ("梅梅", "Han Meimei")), Member("米拉"), Member("Mira"), Member("Tom"))
)


class ImagesFolder:
    """Pictures: ``Images/kelp.png`` and ``Images/otter map.png`` beside the log."""

    names = ("Images/kelp.png", "Images/otter%20map.png")

    def is_there(self, address: str) -> bool | None:
        """Whether the address is one of these; None for the web."""
        return None if "://" in address else address.replace(" ", "%20") in self.names

    def similar(self, address: str) -> Similar | None:
        """The one that is spelled the same but for its case, for certain; one that begins the same, perhaps."""
        for name in self.names:
            if name.casefold() == address.casefold():
                return Similar(name, certain=True)
            if name[:9] == address[:9]:
                return Similar(name, certain=False)
        return None


def standard_of(document: Document, **others: Document) -> Standard:
    """The standard of ``document``; ``others`` are the logs, by their names, that are checked together with it."""
    papers = Papers([("log", document), *others.items()])
    return Standard.of(document, TODAY, GROUP, ImagesFolder(), papers)
