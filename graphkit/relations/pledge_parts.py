"""What the rules for pledges share: their answer, what is promised, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.amounts import is_currency_code
from graphkit.relations.lexicon import GIVING_VERBS, HELPING_VERBS, HOSTILE, RESOURCES, lemma_of
from graphkit.relations.names import can_be_party, party_of
from graphkit.relations.tree import children, coordinated, has_to, preps

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from graphkit.relations.names import NameIndex, Party
    from graphkit.relations.status import Reading

FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "wo"})
MAGNITUDE_LETTERS = frozenset({"m", "mn", "bn", "m.", "bn."})
_HANDED_OVER = frozenset({"paid", "disbursed", "delivered", "spent", "transferred", "spread", "handed", "given", "sent", "provided", "released", "shipped"})  # fmt: skip
#: What everybody is against: to fight it is no threat.
_ILLS = frozenset({"corruption", "crime", "poverty", "inflation", "hunger", "aids", "disease", "terrorism", "unemployment", "discrimination", "racism", "climate", "famine", "drought", "malaria", "virus", "coronavirus", "pandemic", "epidemic", "pollution", "wildfires", "piracy", "fires", "recession", "cancer", "deforestation", "trafficking"})  # fmt: skip
#: Things that are threatened, not given, and those that are where one of the adjectives goes with them.
_BLOWS = frozenset({"fight", "battle", "showdown", "reprisal", "reprisals", "payback", "resistance", "confrontation", "onslaught", "offensive"})  # fmt: skip
_ANSWERS = frozenset({"response", "answer", "reply", "reaction"})
_GRIM = frozenset({"fierce", "tough", "harsh", "crushing", "forceful", "devastating", "severe", "ruthless", "painful", "decisive", "military", "strong", "firm"})  # fmt: skip
#: Talking to somebody: a vow never to do so is a refusal.
_TALKING = frozenset({"talk", "speak", "negotiate", "meet", "confer", "consult", "sit"})
#: What somebody who gives an assurance may be without having done it yet ("that she was committed to the truce").
_WILLING = frozenset({"committed", "ready", "willing", "prepared", "determined", "going", "due", "set", "likely", "about", "bound", "able"})  # fmt: skip
_SIGNS = frozenset({"$", "£", "€", "us$", "a$", "c$"})
#: What is given by speaking, and what nobody wants: no help.
_WORDS = frozenset({"update", "updates", "briefing", "briefings", "speech", "speeches", "address", "lecture", "talk", "talks", "interview", "interviews", "presentation", "statement", "statements", "remarks", "overview", "account", "answer", "answers", "details", "testimony", "evidence", "notice", "ruling", "verdict", "signal", "impression", "trouble", "headache", "headaches"})  # fmt: skip
#: What is sent without helping anybody, and what a business delivers.
_MESSENGERS = frozenset({"delegation", "delegations", "envoy", "envoys", "representative", "representatives", "letter", "letters", "note", "message", "messages", "invitation", "invitations", "condolences", "congratulations", "greetings", "signal"})  # fmt: skip
_RESULTS = frozenset({"result", "results", "profit", "profits", "growth", "earnings", "savings", "dividend", "dividends", "returns", "value", "improvement", "improvements", "speech", "statement", "verdict", "ruling"})  # fmt: skip
_NO_HELP = {"give": _WORDS, "provide": _WORDS, "send": _MESSENGERS, "deliver": _RESULTS}
#: Particles with which a verb gives nothing to anybody ("give up", "send back").
_AWAY = {"give": frozenset({"up", "in", "away"}), "send": frozenset({"back", "home", "away", "off"})}
#: What troops may be sent for that helps nobody.
_CONQUEST = frozenset({"invade", "attack", "occupy", "threaten", "punish", "seize", "overthrow", "topple", "annex", "besiege"})  # fmt: skip
#: Who shall "pay for" one of these is threatened.
_DEEDS = frozenset({"attack", "attacks", "crime", "crimes", "killing", "killings", "murder", "murders", "aggression", "massacre", "bombing", "actions", "deeds", "mistake"})  # fmt: skip
#: Words for a whole people, to whom promises are made ("the Kenyan people").
_PEOPLES = frozenset({"people", "peoples", "nation", "citizens", "public", "voters"})
_COUNTING = frozenset({"million", "billion", "trillion", "dollars", "pounds", "euros", "tonnes", "tons"})
COUNTED = (
    _COUNTING
    | _SIGNS
    | frozenset({"m", "mn", "bn", "m.", "bn.", "francs", "marks", "yen", "yuan", "ecus", "troops", "soldiers", "doses"})
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeFinding:
    """A promise as the grammar tells it.

    Attributes:
        trigger: the word that tells of it.
        anchor: the verb that dates hang on.
        pledgers: those who commit themselves, each in a promise of their own.
        recipients: those to whom or for whose benefit it is promised.
        thanked: True where `recipients` are those who give thanks for it, and may do so for their country.
        content: token bounds [first, last + 1) of what is promised, or None.
        rule: name of the rule, such as "pledge.verb.infinitive".
        reading: status (planned stands for made) and speaker.
        thanked: True where the recipients are known only as those who give thanks for it, perhaps for their country.
    """

    trigger: Token
    anchor: Token
    pledgers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    content: tuple[int, int] | None
    rule: str
    reading: Reading
    thanked: bool = False


def tells_how(clause: Token) -> bool:
    """Whether an infinitive only says how or when a promised thing is handed over ("$5 million, to be paid by May")."""
    return (
        clause.dep_ in {"xcomp", "advcl", "acl", "relcl"}
        and clause.lower_ in _HANDED_OVER
        and has_to(clause)
        and any(child.dep_ == "auxpass" for child in clause.children)
    )


def is_hostile(clause: Token) -> bool:
    """Whether what is promised is a hostile act, which makes it a threat."""
    lemma = lemma_of(clause.lower_)
    if lemma in HOSTILE and not any(child.dep_ == "neg" for child in clause.children):
        objects = [child.lower_ for child in children(clause, "dobj")] + [target.lower_ for _, target in preps(clause)]
        return not any(word in _ILLS for word in objects)
    if lemma == "pay" and any(prep.lower_ == "for" and target.lower_ in _DEEDS for prep, target in preps(clause)):
        return True  # "would pay for the attack"
    if lemma in {"continue", "keep", "carry"}:
        return any(lemma_of(child.lower_) in HOSTILE for child in children(clause, "xcomp", "dobj"))
    if lemma in {"take", "launch", "seek", "wage"}:
        return any(
            child.lower_ in {"revenge", "vengeance", "action", "retaliation", "war", "attacks", "attack", "offensive"}
            for child in children(clause, "dobj")
        )
    return False


def is_blow(thing: Token) -> bool:
    """Whether a thing that is promised is a threat ("a fight to the finish", "a tough response")."""
    against = (target.lower_ for prep, target in preps(thing) if prep.lower_ in {"against", "with", "to"})
    if thing.lower_ in _BLOWS:
        return not _ILLS.intersection(against)
    grim = any(child.lower_ in _GRIM for child in children(thing, "amod"))
    return thing.lower_ in _ANSWERS and grim and not _ILLS.intersection(against)


def is_refusal(clause: Token) -> bool:
    """Whether a promised clause refuses to talk to somebody ("vowed never to negotiate")."""
    return lemma_of(clause.lower_) in _TALKING and any(child.dep_ == "neg" for child in clause.children)


def is_account(clause: Token) -> bool:
    """Whether a clause tells how things are or have been ("that he had never met him", "that she was well")."""
    helpers = {child.lower_ for child in children(clause, "aux", "auxpass")}
    if has_to(clause) or helpers & FUTURE:
        return False
    if helpers & {"had", "has", "have"} and clause.tag_ in {"VBN", "VBD"}:
        return not children(clause, "xcomp")  # "had agreed to help"
    states = [child for child in children(clause, "acomp") if child.tag_.startswith("JJ")]
    return not helpers and lemma_of(clause.lower_) == "be" and any(child.lower_ not in _WILLING for child in states)


def content_of(verb: Token, clause: Token | None, things: list[Token], names: NameIndex) -> tuple[int, int] | None:
    """Token bounds [first, last + 1) of what is promised: the clause, else the thing, else what "to" or "for" tells.

    Args:
        verb: the trigger.
        clause: the verb of the infinitive or clause that follows, or None.
        things: heads of what is promised, where it is a thing.
        names: the document's names.
    """
    if clause is not None:
        first, last = clause.left_edge.i, last_of(clause)
        while first < clause.i and clause.doc[first].lower_ in {"to", "that", ",", ":"}:
            first += 1
        return trim(verb, first, last + 1)
    things = [thing for thing in things if thing.tag_ not in {"IN", "TO"}]  # "to Kenya" is for whom it is
    best = [thing for thing in things if names.proper(thing) is None or names.proper(thing)[0].type != "Person"]  # type: ignore[index]
    if best:
        sums = [thing for thing in best if thing.ent_type_ == "MONEY"]
        head = sums[0] if len(sums) > 1 else best[-1]
        if verb.dep_ == "relcl" and head == verb.head:  # "the aid that X had pledged"
            return trim(verb, head.left_edge.i, verb.left_edge.i)
        return trim(verb, _first_of(verb, head, names), _with_receiver(verb, head, names) + 1)
    for prep, target in preps(verb):
        if prep.lower_ in {"to", "for"}:
            return trim(verb, target.left_edge.i, last_of(target) + 1)
    return None


def parted(
    content: tuple[int, int], doc: Doc, names: NameIndex
) -> tuple[tuple[int, int], list[tuple[Party, tuple[int, int]]]]:
    """Part what others promise from what is promised, where the verb is said only once.

    "France promised 5 million euros, Italy 3 million and the World Bank 2 million": a comma or "and", a party, a number.

    Args:
        content: token bounds of what follows the verb.
        doc: the document.
        names: its names.

    Returns:
        The bounds of the first promise, and each further party with the bounds of its own.
    """
    first, end = content
    found: list[tuple[Party, tuple[int, int]]] = []
    stop = doc[first].sent.end
    for spot in range(first + 1, min(stop - 2, end + 24)):
        if doc[spot].lower_ not in {",", "and", ";"} or doc[spot - 1].lower_ == ",":
            continue
        index = spot + 1 + (doc[spot + 1].lower_ in {"and", "the"})
        index += index < stop and doc[index].lower_ == "the"
        named = names.proper(doc[index]) if index < stop else None
        if named is None or not can_be_party(named[0]):
            continue
        while index < stop and doc[index].idx < named[1].end:
            index += 1
        last = index
        while last < stop and (_is_amount(doc[last]) or (last > index and doc[last].lower_ in COUNTED)):
            last += 1
        if {token.lower_ for token in doc[index:last]} & COUNTED:
            party = party_of(*named, doc[index - 1], via=False)
            found.append((party, (index, last)))
            end = min(end, spot)
    return (first, end), found


def shared(
    content: tuple[int, int], doc: Doc, names: NameIndex
) -> tuple[tuple[int, int], list[tuple[Party, tuple[int, int]]]]:
    """Part sums for several parties ("$5 million to Kenya and $2 million to Mali").

    Args:
        content: token bounds of what follows the verb.
        doc: the document.
        names: its names.

    Returns:
        The bounds of the first sum, and each further party with the bounds of what is for it.
    """
    first, end = content
    found: list[tuple[Party, tuple[int, int]]] = []
    stop = doc[first].sent.end
    for spot in range(first + 1, min(stop - 2, end + 24)):
        if doc[spot].lower_ not in {",", "and", ";"} or doc[spot + 1].lower_ == "and":
            continue
        last = spot + 1
        while last < stop and (_is_amount(doc[last]) or (last > spot + 1 and doc[last].lower_ in COUNTED)):
            last += 1
        if last + 1 >= stop or not {token.lower_ for token in doc[spot + 1 : last]} & COUNTED:
            continue
        if doc[last].lower_ not in {"to", "for"}:
            continue
        if (named := _named_at(doc, last + 1, names)) is not None:
            found.append((named[0], (spot + 1, named[1])))
            end = min(end, spot - (doc[spot - 1].lower_ == ","))
    return (first, end), found


def _named_at(doc: Doc, index: int, names: NameIndex) -> tuple[Party, int] | None:
    """The party whose name begins at a token, after an article, and where the name ends."""
    stop = doc[index].sent.end
    index += index + 1 < stop and doc[index].lower_ == "the"
    named = names.proper(doc[index])
    if named is None or not can_be_party(named[0]):
        return None
    while index < stop and doc[index].idx < named[1].end:
        index += 1
    return party_of(*named, doc[index - 1], via=False), index


def all_for(end: int, doc: Doc, names: NameIndex) -> Party | None:
    """For whom the sums of several are that end before a token ("France pledged $5 million, and Japan $2 million, to Kenya")."""
    stop = doc[end - 1].sent.end
    end += end < stop and doc[end].lower_ == ","
    if end + 1 >= stop or doc[end].lower_ not in {"to", "for"}:
        return None
    named = _named_at(doc, end + 1, names)
    return named[0] if named is not None else None


def _is_amount(token: Token) -> bool:
    return token.tag_ in {"CD", "$"} or token.lower_ in _SIGNS or is_currency_code(token.text)


def country_before(verb: Token, thing: Token, names: NameIndex) -> Token | None:
    """The country to which something is promised, where the parser took it for a modifier ("promised Kenya aid")."""
    if not (is_resource(thing) or is_currency_code(thing.text)):
        return None
    for child in children(thing, "compound", "nmod", "nsubj"):
        named = names.proper(child)
        if is_currency_code(child.text):
            continue
        if named is not None and named[0].type == "Place" and child.left_edge.i == verb.i + 1:
            return child
    return None


def _first_of(verb: Token, head: Token, names: NameIndex) -> int:
    """Index of the first token of a promised thing, without a hearer that the parser took for its modifier."""
    hearer = next((child for child in children(head, "nmod", "compound") if child.lower_ in _PEOPLES), None)
    hearer = hearer or country_before(verb, head, names)
    if hearer is not None:
        return hearer.i + 1
    first = head.left_edge.i
    if first - 1 > verb.i and _is_amount(head.doc[first]) and is_currency_code(head.doc[first - 1].text):
        return first - 1  # "SEK 300 million": the parser may part them
    while head.lower_ in MAGNITUDE_LETTERS and (
        _is_amount(head.doc[first - 1]) or head.doc[first - 1].lower_ in {"up", "to"}
    ):
        first -= 1
    return first


def _with_receiver(verb: Token, head: Token, names: NameIndex) -> int:
    """Index of the last token of a promised thing, with the country or body it is for that follows it ("help to Kenya")."""
    last = last_of(head)
    above = children(verb.head, "prep", "dative") if verb.dep_ == "dobj" else []  # "renewed its pledge of … to Kenya"
    worth = next((child for child in verb.children if child.lower_ == "worth" and child.left_edge.i == last + 1), None)
    if worth is not None:  # "loans worth 5 million": the parser may hang it on the verb
        return last_of(worth)
    for child in (*children(verb, "prep", "dative"), *above):
        target = next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        if child.left_edge.i == last + 1 and child.lower_ in {"to", "for"} and target is not None:
            named = names.proper(target)
            if named is not None and named[0].type != "Person":
                return last_of(target)
    return last


def last_of(head: Token) -> int:
    """Index of the last token of what is promised: without what a comma sets apart and without new finite clauses."""
    last = head.i
    for child in head.children:
        if child.i < head.i or child.is_punct:
            continue
        if (
            child.dep_ in {"advcl", "parataxis", "relcl", "appos"}
            and child.left_edge.i > head.i
            and child.doc[child.left_edge.i - 1].is_punct
        ):
            break
        if child.dep_ in {"cc", "preconj"}:
            continue
        if child.dep_ == "conj" and child.tag_ in {"VBD", "VBZ", "VBP"}:
            break
        if child.dep_ == "advcl" and any(mark.lower_ in {"as", "while", "because", "after"} for mark in child.children):
            break
        last = max(last, last_of(child))
    return last


def trim(verb: Token, first: int, end: int) -> tuple[int, int] | None:
    """Cut punctuation at both ends and the trigger itself."""
    doc = verb.doc
    if first <= verb.i < end:
        end = verb.i if first < verb.i else end
        first = verb.i + 1 if first >= verb.i else first
    while first < end and doc[first].is_punct and doc[first].lower_ not in {'"', "“", "‘"}:
        first += 1
    while (
        first < end and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].lower_ not in {'"', "”", ")"}
    ):
        end -= 1
    return (first, end) if first < end else None


def is_giving(clause: Token) -> bool:
    """Whether a verb tells of help or of handing over resources, and not of what is one's own anyway."""
    lemma = lemma_of(clause.lower_)
    if any(
        owner.lower_ in {"its", "their", "his", "her"} and lemma in {"fund", "finance", "support", "pay"}
        for thing in children(clause, "dobj")
        for owner in children(thing, "poss")
    ):
        return False
    if _helps_nobody(clause, lemma):
        return False
    if lemma in HELPING_VERBS:
        return True
    if lemma not in GIVING_VERBS:
        return False
    if lemma == "invest" and any(
        owner.lower_ in {"its", "their", "his", "her"}
        for _, target in preps(clause)
        for owner in children(target, "poss")
    ):
        return False  # a company's own business
    targets = [inner for child in children(clause, "dobj", "attr") for inner in coordinated(child)]
    deeper = [inner for child in children(clause, "xcomp") for inner in children(child, "dobj")]
    return any(is_resource(child) for child in (*targets, *deeper)) or any(
        lemma_of(child.lower_) in HELPING_VERBS for child in children(clause, "xcomp", "conj")
    )


def _helps_nobody(clause: Token, lemma: str) -> bool:
    """Whether a verb of giving tells of words, messengers, results or a price, or of giving up and sending back."""
    things = children(clause, "dobj")
    if things and all(thing.lower_ in _NO_HELP.get(lemma, ()) for thing in things):
        return True
    if any(child.lower_ in _AWAY.get(lemma, ()) for child in children(clause, "prt", "advmod")):
        return True
    if any(lemma_of(child.lower_) in _CONQUEST and has_to(child) for child in children(clause, "xcomp", "advcl")):
        return True
    if lemma != "pay":
        return False
    prices = (pair for holder in (clause, *things) for pair in preps(holder))
    return any(prep.lower_ == "for" and target.tag_ in {"NNP", "NNPS"} for prep, target in prices)


def is_sum(token: Token) -> bool:
    """Whether a letter of magnitude follows a number ("up to $100m")."""
    return token.lower_ in MAGNITUDE_LETTERS and token.i > 0 and token.nbor(-1).tag_ == "CD"


def is_resource(token: Token) -> bool:
    """Whether a noun is something that can be given: aid, money, arms, people."""
    if token.lower_ in RESOURCES or token.ent_type_ == "MONEY":
        return True
    if is_sum(token):
        return True
    return any(child.ent_type_ == "MONEY" or child.lower_ in {"$", "€", "£"} for child in token.children) or any(
        target.lower_ in RESOURCES and target.lower_ not in _COUNTING
        for prep, target in preps(token)
        if prep.lower_ in {"of", "in"}
    )
