"""Near copies of articles: how many of each kind are found, how many others are taken for copies, and what it costs.

Articles are those of ``corpus.py``; each is printed again in the ways below. What must not be linked is made of two different
articles each. The last part links fingerprints that are made up, a fifth of them copies, and takes the exponent of its time.
"""

from __future__ import annotations

import argparse
import base64
import random
import re
import resource
import sys
import time
from typing import TYPE_CHECKING

import corpus
import numpy as np

from graphkit.fingerprint import VALUES, fingerprint
from graphkit.language import foreign_language
from graphkit.model import Document
from graphkit.resolve.copies import link_copies

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[str, str, random.Random], str]

BAR_FOUND, BAR_HALF, BAR_EXPONENT = 0.9, 0.05, 1.2
CITIES = ("OSLO", "LISBON", "ACCRA")
WORDS = ("reportedly", "formerly", "nearly", "about", "early", "late", "senior", "local", "officials", "added")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def head(text: str, _: str, rng: random.Random) -> str:
    """Another headline and dateline."""
    return (
        f"The news of the day, by our own staff\n\n{rng.choice(CITIES)} (Agency) - {text.split(' - ', maxsplit=1)[-1]}"
    )


def edited(share: float) -> Edit:
    """That share of the words changed."""

    def edit(text: str, _: str, rng: random.Random) -> str:
        words = text.split(" ")
        for place in rng.sample(range(len(words)), max(1, round(share * len(words)))):
            words[place] = rng.choice(WORDS)
        return " ".join(words)

    return edit


def cut(share: float) -> Edit:
    """No more than the first sentences."""

    def edit(text: str, _: str, __: random.Random) -> str:
        sentences = re.split(r"(?<=[.”]) |\n\n", text)
        return " ".join(sentences[: round(share * len(sentences))])

    return edit


def own(share: float) -> Edit:
    """Paragraphs of another article behind it, in the measure of that share of it."""
    return lambda text, other, rng: f"{text}\n\n{cut(share)(other, '', rng)}"


def mixed(share: float) -> Edit:
    """Another article of which that share is this one's text."""
    return lambda text, other, rng: f"{cut(1 - share)(other, '', rng)} {cut(share)(text, '', rng)}"


def all_of(*edits: Edit) -> Edit:
    """Several edits, one after the other."""

    def edit(text: str, other: str, rng: random.Random) -> str:
        for one in edits:
            text = one(text, other, rng)
        return text

    return edit


COPIES: dict[str, Edit] = {
    "another headline and dateline": head,
    "1 word in 100 changed": edited(0.01),
    "3 words in 100 changed": edited(0.03),
    "5 words in 100 changed": edited(0.05),
    "cut to 80 %": cut(0.8),
    "cut to 60 %": cut(0.6),
    "cut to 80 %, another head, 1 in 100 changed": all_of(cut(0.8), edited(0.01), head),
    "cut to 60 %, another head, 1 in 100 changed": all_of(cut(0.6), edited(0.01), head),
    "a fifth of its own behind it": own(0.2),
    "two fifths of its own behind it": own(0.4),
}
OTHERS: dict[str, Edit] = {
    "another article": lambda _, other, __: other,
    "another article, a fifth of it the same text": mixed(0.2),
    "another article, a third of it the same text": mixed(1 / 3),
}
HALF: dict[str, Edit] = {"another article, half of it the same text": mixed(0.5)}


def linked(one: str, other: str) -> bool:
    """Whether two texts are linked."""
    documents = [Document(id=name, fingerprint=fingerprint(text)) for name, text in (("a", one), ("b", other))]
    return link_copies(documents)[1].copy_of is not None


def kinds(texts: list[str]) -> bool:
    """Print how many of each kind are linked; give whether the bars are kept."""
    rng, kept = random.Random(1), True  # noqa: S311 - no secret
    others = [*texts[1:], texts[0]]
    for name, edit in (COPIES | OTHERS | HALF).items():
        found = sum(linked(text, edit(text, other, rng)) for text, other in zip(texts, others, strict=True)) / len(
            texts
        )
        kept = kept and (found >= BAR_FOUND if name in COPIES else found <= (BAR_HALF if name in HALF else 0))
        say(f"{name:48} {found:7.1%} linked")
    together = link_copies([Document(id=str(n), fingerprint=fingerprint(text)) for n, text in enumerate(texts)])
    wrong = sum(document.copy_of is not None for document in together)
    say(f"{'of all articles together':48} {wrong} linked")
    return kept and not wrong


def costs(texts: list[str]) -> None:
    """Print what fingerprint and language cost an article, and the length of a fingerprint."""
    for name, work in (("fingerprint", fingerprint), ("language", foreign_language)):
        best = float("inf")
        for _ in range(5):
            start = time.process_time()
            for text in texts:
                work(text)
            best = min(best, time.process_time() - start)
        say(f"{name:48} {best / len(texts) * 1e6:.0f} µs an article")
    say(f"{'length of a fingerprint':48} {len(str(fingerprint(texts[0])))} characters")


def made_up(count: int) -> list[Document]:
    """Documents of which the last fifth are near copies, with half to all of the values of an earlier one."""
    rng = np.random.default_rng(count)
    values = rng.integers(0, 256, (count, VALUES), dtype=np.uint8)
    copies = count // 5
    sources = rng.integers(0, count - copies, copies)
    kept = rng.random((copies, VALUES)) < rng.uniform(0.55, 1, copies)[:, None]
    values[count - copies :] = np.where(kept, values[sources], values[count - copies :])
    return [
        Document(id=f"d{n:07}", fingerprint=f"m1:{base64.b64encode(row.tobytes()).decode()}")
        for n, row in enumerate(values)
    ]


def growth(sizes: list[int]) -> bool:
    """Print time and memory of linking; give whether the exponent keeps to its bar."""
    seconds = []
    for size in sizes:
        documents = made_up(size)
        before, start = _peak(), time.process_time()
        copies = sum(document.copy_of is not None for document in link_copies(documents))
        seconds.append(time.process_time() - start)
        say(
            f"{size:>9,} documents: {seconds[-1]:6.1f} s, {copies:,} copies, {_peak() - before} MB above what was there"
        )
    exponent = np.log(seconds[-1] / seconds[0]) / np.log(sizes[-1] / sizes[0])
    say(f"exponent {exponent:.2f}")
    return bool(exponent <= BAR_EXPONENT)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and print; with ``--check``, exit 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 100_000, 300_000])
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    texts = [record["text"] for record in corpus.articles(given.articles, seed=11)]
    costs(texts)
    kept = kinds(texts)
    kept = growth(given.documents) and kept
    if given.check and not kept:
        sys.exit(1)


if __name__ == "__main__":
    main()
