"""Near copies of articles: which are found, which are not, and that nothing but the set of documents matters."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable

import pytest

from graphkit.fingerprint import fingerprint
from graphkit.model import Document
from graphkit.resolve.copies import link_copies

from ..benchmarks import corpus  # noqa: TID252 - tests are no package

ARTICLES = [record["text"] for record in corpus.articles(60, seed=5)]
DAY = dt.date(2031, 3, 5)


def document(identifier: str, text: str, *, published: dt.date | None = DAY) -> Document:
    return Document(id=identifier, published=published, fingerprint=fingerprint(text))


def copies(*documents: Document) -> dict[str, str]:
    return {found.id: found.copy_of for found in link_copies(documents) if found.copy_of is not None}


def shortened(text: str, share: float) -> str:
    sentences = re.split(r"(?<=[.”]) ", text)
    return " ".join(sentences[: round(share * len(sentences))])


def with_other_words(text: str, share: float) -> str:
    words, draw = text.split(" "), random.Random(3)  # noqa: S311 - nothing here is secret
    for place in draw.sample(range(len(words)), max(1, round(share * len(words)))):
        words[place] = "reportedly"
    return " ".join(words)


def with_other_head(text: str) -> str:
    return f"Our view of the day\n\nOSLO (Agency) - {text.split(' - ', maxsplit=1)[-1]}"


PRINTED: dict[str, Callable[[str], str]] = {
    "word for word": lambda text: text,
    "in capitals and one paragraph": lambda text: " ".join(text.upper().split()),
    "with another headline and dateline": with_other_head,
    "with one word in a hundred changed": lambda text: with_other_words(text, 0.01),
    "with one word in thirty changed": lambda text: with_other_words(text, 0.03),
    "without the last fifth": lambda text: shortened(text, 0.8),
    "without the last third": lambda text: shortened(text, 0.67),
    "without the last fifth, with another head and changed words": lambda text: with_other_head(
        with_other_words(shortened(text, 0.8), 0.01)
    ),
    "with paragraphs in another order": lambda text: "\n\n".join(reversed(text.split("\n\n"))),
    "with a paragraph of its own": lambda text: f"{text}\n\n{shortened(ARTICLES[-1], 0.2)}",
}


@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED.keys())
def test_what_papers_print_of_one_report_is_one_source(change: Callable[[str], str]) -> None:
    for text in ARTICLES[:12]:
        assert copies(document("a", text), document("b", change(text))) == {"b": "a"}


def test_articles_on_one_event_by_different_papers_are_different_sources() -> None:
    one = (
        "Norwegian Prime Minister Ole Dahl met Spanish President Ana Ruiz in Oslo on Monday to discuss the fishing treaty, which "
        "runs out in June. “We have to be honest about what this will cost,” Dahl told reporters after two hours of talks at the "
        "government guest house. The two agreed to set up a working group. Ruiz, on her first visit since the election, said "
        "that Spain would not accept lower quotas. Fishermen protested outside with about forty boats. The government in Madrid "
        "has long argued that the rules favour the north, and the matter has been before the court since last year."
    )
    other = (
        "Spain and Norway will let experts look for a way out of their quarrel over fish. That is what came of Monday's meeting "
        "between Ole Dahl, the Norwegian prime minister, and Ana Ruiz, president of Spain, in Oslo. “We have to be honest about "
        "what this will cost,” Dahl told reporters. For Ruiz it was the first trip abroad after the vote that brought her to "
        "power. She ruled out giving up any of the quotas that her country holds under the fishing treaty, which runs out in "
        "June. Forty boats had gathered in the fjord in protest while they spoke, and their horns could be heard in the room."
    )
    assert copies(document("a", one), document("b", other)) == {}


def test_articles_that_share_a_third_of_their_text_are_different_sources() -> None:
    for one, other in zip(ARTICLES[:20], ARTICLES[20:40], strict=True):
        mixed = f"{shortened(other, 0.67)} {shortened(one, 0.33)}"
        assert copies(document("a", one), document("b", mixed)) == {}


def test_no_two_articles_of_a_corpus_of_set_phrases_are_linked() -> None:
    assert copies(*(document(f"a{number}", text) for number, text in enumerate(ARTICLES))) == {}


def test_all_copies_lead_to_the_first_published_then_to_the_lowest_id() -> None:
    text, short = ARTICLES[0], "Rain fell on Oslo. Rain fell again."
    later, unknown = DAY + dt.timedelta(days=1), None
    assert copies(
        document("d", text, published=later),
        document("a", text, published=unknown),
        document("c", with_other_head(text)),
        document("b", shortened(text, 0.8), published=later),
        document("e", with_other_words(text, 0.01)),
        document("x", short),
        document("w", short.upper(), published=later),
        document("y", f"{short} Rain."),
    ) == {"a": "c", "b": "c", "d": "c", "e": "c", "w": "x"}


def test_links_are_followed_and_depend_on_the_set_alone() -> None:
    long = " ".join(ARTICLES[0].split() + ARTICLES[1].split())
    halves = [long, shortened(long, 0.72), shortened(long, 0.5), shortened(long, 0.36)]
    documents = [document(f"h{number}", text) for number, text in enumerate(halves)]
    documents += [document(f"a{number}", text) for number, text in enumerate(ARTICLES[2:])]
    documents += [document(f"c{number}", with_other_words(text, 0.02)) for number, text in enumerate(ARTICLES[2:40])]
    found = link_copies(documents)
    assert {one.id: one.copy_of for one in found if one.id.startswith("h")} == {
        "h0": None,
        "h1": "h0",
        "h2": "h0",
        "h3": "h0",
    }
    shuffled = random.Random(1).sample(documents, len(documents))  # noqa: S311 - nor here
    assert sorted(link_copies(shuffled), key=lambda one: one.id) == sorted(found, key=lambda one: one.id)
    without = [one for one in documents if one.id != "h1"]
    assert copies(*without) == copies(*[one for one in shuffled if one.id != "h1"])


def test_a_great_many_copies_of_one_article_are_one_group() -> None:
    documents = [
        document(f"d{n:03}", with_other_words(ARTICLES[0], 0.002 * (n % 15 + 1)) + f" {n}") for n in range(300)
    ]
    assert set(copies(*documents).values()) == {"d000"}
    assert len(copies(*documents)) == 299


def test_without_fingerprints_or_where_they_are_not_wanted_all_stand_alone() -> None:
    known = document("a", ARTICLES[0])
    strange = Document(id="b", fingerprint="z9:abc")
    assert copies(known, Document(id="c"), strange, Document(id="d"), Document(id="e", fingerprint="z9:abc")) == {}
    twins = (known, document("b", ARTICLES[0]))
    assert link_copies(twins, near_duplicates=False) == tuple(Document(id=name, published=DAY) for name in ("a", "b"))


def test_nothing_of_texts_and_fingerprints_stays() -> None:
    (found,) = link_copies([Document(id="a", text="x", fingerprint=fingerprint("x"), copy_of="old")])
    assert found == Document(id="a")
