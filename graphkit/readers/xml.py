"""XML to a tree, without entities of its own, without network, and with names that tell no namespace."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from graphkit.errors import InputError
from graphkit.readers.guard import guarded

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Source: XML 1.0 §4.6, the entities that need no declaration
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAMED = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&([A-Za-z][A-Za-z0-9]{1,30});", re.DOTALL)


def parse_xml(data: bytes, *, source: str, what: str) -> Element:
    """Parse a whole XML document.

    Names that only HTML declares (``&nbsp;``), which feeds and chapters are full of, stand for their characters.

    Args:
        data: the bytes, in the encoding that they declare.
        source: the file, as messages call it.
        what: the format, with its article, such as "a feed".

    Raises:
        InputError: it is not well formed, or declares entities, which can be made to read other files or fill the memory.
    """
    try:
        with guarded(source, what):
            return _parsed(data)
    except InputError as error:
        cause = error.__cause__
        if isinstance(cause, DefusedXmlException):
            reason = f"is {what} that declares XML entities of its own, which are refused as unsafe; take them out"
            raise InputError(reason, source=source) from cause
        if isinstance(cause, ParseError):
            line = cause.position[0]
            raise InputError(
                f"is {what} that is not well-formed XML ({cause}); mend or get it again", source=source, line=line
            ) from cause
        raise


def _parsed(data: bytes) -> Element:
    tree: Element = fromstring(_NAMED.sub(_numbered, data))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            element.tag = ""
    return tree


def _numbered(match: re.Match[bytes]) -> bytes:
    if match[1] is None or (name := match[1].decode()) in _PREDEFINED or (characters := html5.get(f"{name};")) is None:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def local(element: Element) -> str:
    """The name of an element without its namespace.

    >>> from xml.etree.ElementTree import Element
    >>> local(Element("{http://www.w3.org/2005/Atom}entry"))
    'entry'
    """
    return str(element.tag).rpartition("}")[2]


def child_text(element: Element, *names: str) -> str | None:
    """The trimmed text of the first child that bears the first of `names` that any child with text bears."""
    for name in names:
        for child in element:
            if local(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return None
