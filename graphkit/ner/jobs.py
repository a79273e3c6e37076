"""What a person does for a living, where the words before or behind the name say so; no position anybody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.ner.titles import role_nouns

if TYPE_CHECKING:
    from graphkit.ner.clusters import Cluster
    from graphkit.ner.view import View

_ARTICLES = frozenset({"a", "an", "the"})
_REACH = 5


def find_jobs(view: View, cluster: Cluster) -> tuple[str, ...]:
    """Return the occupations told beside a person's name, as singular nouns in lower case, sorted.

    Read are "striker NAME" and "NAME, 31, a Swedish striker"; a noun behind which another one follows is none ("actor
    friend").

    Args:
        view: the document.
        cluster: the mentions of one person; of others the result is empty.
    """
    if cluster.type != "Person":
        return ()
    found = {job for name in cluster.names for job in (_before(view, name.i), _behind(view, name.j)) if job}
    return tuple(sorted(found))


def _job(view: View, end: int) -> str:
    """The job that ends before a token, of two words or one, or ""."""
    for size in (2, 1):
        noun = " ".join(view.lowers[max(end - size, 0) : end])
        known = role_nouns().get(noun)
        if known is not None:
            return noun if known.kind == "job" else ""
    return ""


def _before(view: View, start: int) -> str:
    at = start - 1 if start > 0 and view.words[start - 1] == "," else start
    return _job(view, at) if at > 0 else ""


def _behind(view: View, end: int) -> str:
    at = end + 1
    if end >= len(view) or view.words[end] != ",":
        return ""
    if at + 1 < len(view) and view.words[at].isdigit() and view.words[at + 1] == ",":
        at += 2
    if at >= len(view) or view.lowers[at] not in _ARTICLES:
        return ""
    for last in range(at + 1, min(at + _REACH, len(view))):
        if not view.tags[last].startswith(("NN", "JJ", "VBG")):
            return ""
        follows = last + 1 < len(view) and view.tags[last + 1].startswith("NN")
        if not follows and (job := _job(view, last + 1)):
            return job
    return ""
