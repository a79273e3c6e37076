"""What programs write into a file's properties: titles that nobody chose, and days that may not be those of publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.dates import find_published
from graphkit.readers.articles import day_of_name
from graphkit.readers.items import Notice

if TYPE_CHECKING:
    import datetime as dt

# Source: the defaults of Word, LibreOffice, Pages, InDesign, LaTeX, ReportLab, Chrome and Acrobat for documents not named
_NO_TITLE = re.compile(
    r"(untitled|unspecified|anonymous|no ?title|unknown|about:blank|\(.*\)|(microsoft )?word( document)?|document ?\d*|doc\d*"
    r"|slide ?\d+|print(ing)?|full page|layout ?\d+|template|.*\.(docx?|pdf|indd|rtf|odt|pages|qxd|tex|dvi|txt|html?|pub|cdr))",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\A(Microsoft (Office )?Word|Word|Pages|LibreOffice Writer) - ", re.IGNORECASE)


def chosen_title(title: object) -> str | None:
    """The title of a file's properties, unless a program made it up.

    >>> chosen_title("Microsoft Word - release_final2.doc"), chosen_title(" Harbour  talks resume ")
    (None, 'Harbour talks resume')
    """
    words = " ".join(_PROGRAM.sub("", title).replace("\x00", "").split()) if isinstance(title, str) else ""
    return None if not words or _NO_TITLE.fullmatch(words) else words


def made_notice(text: str, created: dt.date | None, *, source: str) -> Notice | None:
    """Whether the day on which a file was made has to do for that of publication, and then a notice that says so.

    A file may be made long after the article (a page printed to PDF), so a date that the text states goes before, and one
    in the file's name.
    """
    if created is None or find_published(text) is not None or day_of_name(source) is not None:
        return None
    reason = f"was made on {created.isoformat()}, which is taken for its day of publication, as nothing better is known"
    return Notice(kind="made", source=source, reason=reason)
