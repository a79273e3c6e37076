"""What takes a told event back, or only asks about it or supposes it.

Source: a reference grammar of English: subject-auxiliary inversion makes yes-no questions and conditionals without
"if"; "neither", "almost" and "nearly" deny what they modify; what is called untrue is denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.lexicon import inflect, lemma_of
from graphkit.relations.tree import children, preps

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

#: Nouns for what is said.
HEARSAY = frozenset({"report", "reports", "claim", "claims", "rumour", "rumours", "rumor", "rumors", "suggestion", "suggestions", "allegation", "allegations", "speculation"})  # fmt: skip
#: Verbs by which somebody says that it isn't so ("denied reports that they met").
DENYING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "denied", "dismissed", "rejected", "refuted"})
_UNTRUE = frozenset({"untrue", "false", "baseless", "unfounded", "groundless", "fabricated", "incorrect", "inaccurate"})
_TRUE = frozenset({"true", "correct", "accurate"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Auxiliaries that make a condition of an inverted clause ("had they met, …").
_SUPPOSING = frozenset({"had", "were", "should"})
_ALMOST = frozenset({"almost", "nearly"})
_WAS = frozenset({"was", "were"})
#: What one does instead of a meeting that one was due at, with the words that must follow, if any.
_INSTEAD: dict[str, frozenset[str]] = {
    **dict.fromkeys(("cancelled", "canceled", "withdrew", "died"), frozenset()),
    "fell": frozenset({"ill", "sick"}), "pulled": frozenset({"out"}), "called": frozenset({"off"}), "backed": frozenset({"out"}),
}  # fmt: skip
#: What one does to be at a meeting: who did not was not there.
COMING = frozenset(form for lemma in ("turn", "show", "come", "appear", "arrive", "attend", "go", "travel", "meet") for form in inflect(lemma))  # fmt: skip
#: Talks that did one of these "through" never came about.
_FALLING = frozenset({"fall", "falls", "fell", "fallen"})
_COMING_ABOUT = frozenset({"materialise", "materialize", "happen", "take", "occur", "begin", "start"})
_BEGINNING = frozenset({"begin", "start"})
_CHAIN = 4


def asked_or_supposed(verb: Token) -> str:
    """Whether the clause is a yes-no question or an inverted condition: the word for it, or "".

    A question with "when" or "why" takes what it asks about for granted, so that it is none of these.
    """
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if subject is None:
        return ""
    helpers = [verb, *children(verb, "aux", "auxpass")] if lemma_of(verb.lower_) == "be" else children(verb, "aux", "auxpass")  # fmt: skip
    opening = next((token for token in verb.subtree if not token.is_punct and token.lower_ not in {"and", "but"}), verb)
    if opening not in helpers or opening.i > subject.left_edge.i:
        return ""
    if any(token.text == "?" for token in verb.doc[verb.i : verb.sent.end]):
        return "question"
    return "inverted condition" if opening.lower_ in _SUPPOSING else ""


def is_neither(holder: Token) -> bool:
    """Whether the objects are named only to be denied ("met neither A nor B", "talks with neither A nor B")."""
    named = [*children(holder, "dobj"), *(target for _, target in preps(holder))]
    return any(word.lower_ == "neither" and word.i > holder.i for head in named for word in head.children)


def is_almost(verb: Token) -> bool:
    """Whether it came near to being done ("almost met")."""
    return any(child.lower_ in _ALMOST and child.i < verb.i for child in children(verb, "advmod"))


def fell_through(verb: Token) -> bool:
    """Whether what was due in the past did not come about ("was due" or "had planned to meet him but fell ill", "… but did not turn up")."""
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "acomp", "oprd"} and len(chain) < _CHAIN:
        chain.append(chain[-1].head)
    was_due = any(token.lower_ in _WAS for token in (chain[-1], *children(chain[-1], "auxpass", "aux")))
    was_due = was_due or any(token.lower_ == "had" for token in children(chain[-1], "aux"))  # "had planned to"
    if not was_due or len(chain) == 1:
        return False
    for token in chain:
        contrasts = any(child.lower_ == "but" for child in children(token, "cc"))
        if contrasts and any(_prevents(child) for child in children(token, "conj")):
            return True
    return False


def came_to_nothing(verb: Token) -> bool:
    """Whether what a verb's subject tells of was never held ("fell through", "failed to materialise", "collapsed before it began")."""
    if verb.lower_ in _FALLING and any(child.lower_ == "through" for child in verb.children):
        return True
    if lemma_of(verb.lower_) == "fail" and any(child.lower_ in _COMING_ABOUT for child in children(verb, "xcomp")):
        return True
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "before":
            begun = children(child, "pcomp")
        else:
            begun = [child] if child.dep_ == "advcl" and _is_before(child) else []
        if any(lemma_of(word.lower_) in _BEGINNING for word in begun):
            return True
    return False


def _is_before(clause: Token) -> bool:
    """Whether a clause with "before" is about the subject of its governor, as "it", "they" or nobody of its own."""
    marks = {child.lower_ for child in children(clause, "mark", "advmod")}
    return "before" in marks and all(child.lower_ in {"it", "they"} for child in children(clause, *_SUBJECTS))


def _prevents(verb: Token) -> bool:
    """Whether somebody who was due did this instead."""
    if children(verb, *_SUBJECTS):
        return False
    following = {child.lower_ for child in verb.children if child.i > verb.i}
    if verb.lower_ in _INSTEAD:
        return not _INSTEAD[verb.lower_] or bool(following & _INSTEAD[verb.lower_])
    return verb.lower_ in COMING and any(child.dep_ == "neg" for child in verb.children)


def is_called_untrue(copula: Token, *, negated: bool) -> bool:
    """Whether a form of "be" says of something that it isn't true ("is untrue", "was not true")."""
    words = {child.lower_ for child in children(copula, "acomp", "attr")}
    return bool(words & (_TRUE if negated else _UNTRUE))


def is_dismissed(hearsay: Token, negated: Callable[[Token], bool]) -> bool:
    """Whether a report or rumour is taken back ("reports that … were dismissed", "rumours that … are untrue").

    Args:
        hearsay: the noun.
        negated: whether a verb is negated.
    """
    head = hearsay.head
    if any(child.lower_ in _UNTRUE for child in children(hearsay, "amod")):
        return True
    if hearsay.dep_ in {"dobj", "nsubjpass"}:
        as_untrue = any(word.lower_ in _UNTRUE for child in children(head, "prep") for word in child.children)
        return (as_untrue or lemma_of(head.lower_) in DENYING) and not negated(head)
    if hearsay.dep_ == "pobj" and head.head.lower_ == "truth":
        return any(child.lower_ == "no" for child in children(head.head, "det"))
    if hearsay.dep_ == "nsubj" and lemma_of(head.lower_) == "be":
        return is_called_untrue(head, negated=negated(head))
    return False
