from __future__ import annotations

import subprocess
import sys

# In a process of its own: in this one Textual is loaded.
PROGRAM = """
import sys
from tui_reader.ui.late_modules import LATE, MISSING, imported_late

with imported_late():
    import textual.app
print(sorted({*LATE, *MISSING} & set(sys.modules)))

import httpx, ssl
from textual.app import CommandPalette, user_downloads_path, uuid
from textual.notifications import Notification
print(CommandPalette.is_open.__module__, user_downloads_path().is_absolute(), len(uuid.uuid4().hex))
print(len(Notification("text").identity), ssl.create_default_context().check_hostname, httpx.Client().is_closed)
"""


def test_what_is_imported_late_is_the_real_one_once_it_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\ntextual.command True 32\n36 True False\n", "")
