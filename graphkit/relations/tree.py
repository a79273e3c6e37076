"""Walking the dependency tree: who is the subject of this verb, across control, relatives and participles.

Labels are those of spaCy's English pipelines (ClearNLP). Only `tag_`, `dep_`, `lower_` and the heads are read.
Source: the label scheme of ClearNLP, as listed in spaCy's glossary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.relations.lexicon import inflect, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSE = frozenset(
    {"xcomp", "advcl", "ccomp", "pcomp", "acl", "relcl", "conj", "prep", "ROOT", "dep", "auxpass", "aux"}
)
#: Verbs whose object does what the infinitive says ("asked Costa to meet").
OBJECT_CONTROL = frozenset(
    {
        "ask",
        "invite",
        "urge",
        "tell",
        "persuade",
        "order",
        "press",
        "encourage",
        "allow",
        "advise",
        "enable",
        "push",
        "beg",
        "convince",
        "request",
        "permit",
        "want",
        "expect",
        "help",
        "let",
        "call",
        "appeal",
    }
)
#: Forms of further such verbs, which no table of events lists.
_SENDING = frozenset(
    form for lemma in ("send", "dispatch", "instruct", "assign", "appoint", "authorise", "authorize", "task", "force", "oblige", "direct", "nominate", "depute") for form in inflect(lemma)
)  # fmt: skip
#: Verbs that thank or blame their object for what it did ("thanked Costa for meeting them").
_CREDITING = frozenset({"thank", "praise", "criticise", "criticize", "blame", "congratulate", "applaud", "condemn", "thanked", "thanking", "praised", "praising", "criticised", "criticized", "criticising", "criticizing", "blamed", "blaming", "congratulated", "applauded", "condemned"})  # fmt: skip
#: Forms of verbs whose object does what "of", "from" or "against" tells behind it ("accused Costa of meeting").
_OF_OBJECT = frozenset(
    form
    for lemma in (
        "accuse", "suspect", "convict", "acquit", "prevent", "stop", "ban", "bar", "keep", "discourage", "dissuade", "deter", "warn", "block", "prohibit",
    )
    for form in inflect(lemma)
)  # fmt: skip
_OF_OBJECT_PREPS = frozenset({"of", "from", "against"})
_MAX_CLIMB = 6


def is_verb(token: Token) -> bool:
    """Whether the tagger took the token for a verb form."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def children(token: Token, *deps: str) -> list[Token]:
    """The token's children with one of the labels, in order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def coordinated(token: Token) -> list[Token]:
    """The token and everything coordinated below it ("A, B and C" from A), in order of the text."""
    found = [token]
    for item in found:
        found.extend(child for child in item.children if child.dep_ == "conj" and child not in found)
        found.extend(child for child in _after_apposition(item) if child not in found)
        if len(found) > 60:
            break
    found.sort(key=lambda item: item.i)
    stray = _stray_conjunct(found[-1])
    return [*found, *coordinated(stray)] if stray is not None else found


def is_left_out(item: Token) -> bool:
    """Whether "not" takes one of a list out of it ("Roe but not Lind", "not Roe but Lind")."""
    if item.dep_ == "conj":
        links = [child for child in children(item.head, "cc") if item.head.i < child.i < item.i]
        if links and links[-1].lower_ == "than":
            return True  # "Roe rather than Lind"
        before = [inner for link in links[-1:] for inner in children(link, "neg")]
    elif item.n_rights and any(child.lower_ == "but" for child in item.rights):
        before = []
    else:
        return False
    before += children(item, "neg")
    return any(inner.i < item.i and _denies(inner) for inner in before)


def _denies(negation: Token) -> bool:
    """Whether it is a "not" of its own, and none of "not only"."""
    following = negation.doc[negation.i + 1].lower_ if negation.i + 1 < len(negation.doc) else ""
    return negation.lower_ == "not" and following not in {"only", "just", "merely", "least"}


def _after_apposition(item: Token) -> Iterator[Token]:
    """The next in a list where an apposition stands between ("Roe, head of the union, and Lind"): the parser ties it to that."""
    for appos in children(item, "appos"):
        for child in children(appos, "conj"):
            before = item.doc[child.left_edge.i - 2 : child.left_edge.i]
            if len(before) == 2 and before[0].lower_ == "," and before[1].lower_ == "and":
                yield child


def _stray_conjunct(last: Token) -> Token | None:
    """The noun that ends a list but that the parser hung on the verb ("… A, and B" with B a conjunct of the verb)."""
    if not last.tag_.startswith("NN"):
        return None
    edge = last.right_edge.i
    for above in ancestors(last):
        if not is_verb(above):
            continue
        for child in above.children:
            if child.dep_ == "conj" and child.tag_.startswith("NN") and child.i > edge:
                between = last.doc[edge + 1 : child.left_edge.i]
                if len(between) and all(token.is_punct or token.dep_ == "cc" for token in between):
                    return child
    return None


def preps(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of preposition and its object below a token; chains ("ahead of talks") give their last link."""
    for child in token.children:
        if (child.dep_ in {"prep", "agent", "dative"} and not is_verb(child)) or child.dep_ == "prep":
            yield from _objects_of(child)
        elif child.dep_ in {"advmod", "npadvmod"} and child.lower_ in {
            "together",
            "along",
            "ahead",
            "alongside",
            "late",
            "early",
        }:
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from _objects_of(inner)


def _objects_of(prep: Token) -> Iterator[tuple[Token, Token]]:
    for inner in prep.children:
        if inner.i < prep.i and inner.dep_ == "neg" and _denies(inner):
            return  # "with Roe but not with Lind"
        if inner.dep_ in {"pobj", "pcomp"}:
            yield prep, inner
        elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.tag_ in {"IN", "TO"}):
            yield from _objects_of(inner)


def subjects(verb: Token, *, _depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that do what the verb says; empty where nobody stands out.

    Follows coordination ("came and met"), infinitives ("was due to meet"), participles ("speaking after …") and
    relative clauses ("who met …"), at most `_MAX_CLIMB` steps.
    """
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
    passive_agent = agents(verb)
    if passive_agent and own and own[0].dep_ == "nsubjpass":
        return [antecedent(own[0], verb), *passive_agent] if verb.tag_ == "VBN" else [antecedent(own[0], verb)]
    if own:
        return [*[antecedent(token, verb) for token in own if token.tag_ != "WRB"][:1], *_of_headline(own[0], verb)]
    if _depth >= _MAX_CLIMB:
        return []
    return _inherited(verb, _depth)


def _of_headline(subject: Token, verb: Token) -> list[Token]:
    """The first of two subjects that a headline joins by a comma ("Kenya, Somalia agree to …")."""
    comma = subject.left_edge.i - 1
    if comma < 1 or subject.doc[comma].lower_ != ",":
        return []
    before = (child for child in verb.children if child.dep_ == "dep" and child.tag_ in {"NNP", "NNPS"})
    return [child for child in before if child.right_edge.i == comma - 1]


def agents(verb: Token) -> list[Token]:
    """Who does what a passive tells ("was received by …")."""
    found = [
        inner for child in verb.children if child.dep_ == "agent" for inner in child.children if inner.dep_ == "pobj"
    ]
    if not found and any(child.dep_ == "auxpass" for child in verb.children):  # "was received on arrival by"
        beside = (target for _, target in preps(verb) if target.tag_ == "NN")
        found = [deeper for target in beside for prep, deeper in preps(target) if prep.lower_ == "by"]
    return found


def _inherited(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep_
    if head == verb:
        return []
    if dep == "relcl":
        return _described(head)
    if dep in {"aux", "auxpass"}:
        return subjects(head, _depth=depth + 1)
    if dep == "acl":
        return _of_noun(head, verb, depth)
    if dep in {"pcomp", "pobj"} and head.dep_ in {"prep", "agent", "mark"}:
        governor = head.head
        if head.lower_ == "as" and lemma_of(governor.lower_) == "quote":  # "quoted Costa as saying"
            return (
                children(governor, "dobj")[:1]
                or [child for child in governor.children if child.dep_ == "nsubjpass"][:1]
            )
        if is_verb(governor):
            credited = (head.lower_ == "for" and lemma_of(governor.lower_) in _CREDITING) or (
                head.lower_ in _OF_OBJECT_PREPS and governor.lower_ in _OF_OBJECT
            )
            return (children(governor, "dobj", "nsubjpass")[:1] if credited else []) or subjects(
                governor, _depth=depth + 1
            )
        return _of_noun(governor, verb, depth)
    if dep in {"xcomp", "ccomp", "advcl", "conj", "dep", "prep", "oprd", "acomp", "parataxis"}:
        return _of_governor(head, verb, depth)
    return []


def _described(noun: Token) -> list[Token]:
    """Whom a relative clause describes: of "Roe was the first official to meet Lind" it is Roe."""
    predicate = (
        noun.dep_ == "attr"
        and noun.tag_ in {"NN", "NNS"}
        and lemma_of(noun.head.lower_) in {"be", "become", "became", "becomes"}
    )
    return (subjects(noun.head) if predicate else []) or [noun]


def _of_governor(head: Token, verb: Token, depth: int) -> list[Token]:
    controls = lemma_of(head.lower_) in OBJECT_CONTROL or head.lower_ in _SENDING
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and controls and has_to(verb):
        objects = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.i < verb.i]
        if not objects and lemma_of(head.lower_) in {"call", "appeal"}:  # "called on Costa to meet"
            objects = [
                target for prep, target in preps(head) if prep.lower_ in {"on", "upon", "to"} and target.i < verb.i
            ]
        if objects:
            return objects[:1]
    if is_verb(head) or head.tag_.startswith("JJ") or head.tag_ in {"RB", "IN"}:
        return subjects(head, _depth=depth + 1)
    if verb.dep_ in {"advcl", "conj", "dep", "xcomp"}:
        return _of_noun(head, verb, depth)
    return []


def _of_noun(noun: Token, verb: Token, depth: int) -> list[Token]:
    """Who "plans to meet" or "a chance of meeting" belongs to: the possessor, else the subject of the noun's verb."""
    if noun.tag_ in {"NNP", "NNPS", "PRP"} or (
        verb.tag_ == "VBG" and verb.i > noun.i and not noun.tag_.startswith("NN")
    ):
        return [noun]
    owners = children(noun, "poss")
    if owners:
        return owners[:1]
    by = [
        target
        for prep, target in preps(noun)
        if prep.lower_ in {"by", "of", "from"} and target.tag_.startswith(("NN", "PRP"))
    ]
    if by:
        return by[:1]
    governor = noun.head
    if noun.dep_ in {"dobj", "attr", "pobj", "oprd", "acomp"}:
        while governor.dep_ in {"prep", "pobj", "agent"} and governor.head != governor and not is_verb(governor):
            governor = governor.head
        if is_verb(governor):
            return subjects(governor, _depth=depth + 1)
    if verb.tag_ == "VBG" or noun.dep_ in SUBJECTS:
        return [noun]
    return []


def antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other token is returned as it is."""
    if token.lower_ not in RELATIVE_PRONOUNS or not token.tag_.startswith(("W", "IN", "DT")):
        return token
    clause = verb
    for _ in range(_MAX_CLIMB):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ in {"ccomp", "advcl"} and lemma_of(clause.head.lower_) == "be":  # "it was Roe who said"
            return next(iter(children(clause.head, "attr")), token)
        if clause.head == clause:
            break
        clause = clause.head
    return token


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(child.tag_ == "TO" for child in verb.children)


def objects(verb: Token) -> list[Token]:
    """Heads of the verb's direct objects; a relative pronoun gives way to what it stands for ("the envoy whom he met")."""
    found = [antecedent(child, verb) for child in children(verb, "dobj", "dative")]
    if not found:
        found = [worded(child) for child in children(verb, "npadvmod") if worded(child) is not child]
    return found or ([verb.head] if _omitted_object(verb) else [])


def _omitted_object(verb: Token) -> bool:
    """Whether a relative clause leaves its pronoun out ("the envoy she met")."""
    return (
        verb.dep_ == "relcl"
        and verb.head.tag_ in {"NNP", "NN"}
        and verb.head.i < verb.left_edge.i
        and any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE_PRONOUNS for child in verb.children)
        and not any(child.dep_ in {"nsubjpass", "auxpass", "dobj"} or child.tag_ == "WRB" for child in verb.children)
    )


def worded(token: Token) -> Token:
    """The token; for a sign such as an emoji, which the parser may take for the last word of a name, the word before it."""
    if any(map(str.isalnum, token.text)):
        return token
    words = [child for child in token.children if child.dep_ in {"compound", "nmod"} and child.i < token.i]
    return words[-1] if words else token


def clause_root(token: Token) -> Token:
    """The verb of the smallest clause that holds the token."""
    item = token
    while item.head != item and not is_verb(item):
        item = item.head
    return item


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads up to the root."""
    item = token
    while item.head != item:
        item = item.head
        yield item


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token bounds [first, last + 1) of a head with what belongs to it on both sides, without relative clauses."""
    first, last = head.left_edge.i, head.i
    for child in head.children:
        if child.i > head.i and child.dep_ in {"prep", "flat"}:
            edge = child.right_edge.i
            if edge == last + 1 + (edge - child.left_edge.i) or child.left_edge.i <= last + 1:
                last = max(last, edge)
    return first, last + 1


def sentence_of(token: Token, doc: Doc) -> Span:
    """The token's sentence."""
    return doc[token.i : token.i + 1].sent
