"""Did it happen, is it planned, was it denied, or only wished for?

The answer is read off the verb group of the trigger and off what governs it, one clause after another upwards.
The strongest word wins: denied, then hypothetical, then planned, then occurred.
Source: PLOVER's auxiliary modes and GRaSP's certainty and polarity, brought down to four values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.relations.claims import (
    COMING,
    DENYING,
    HEARSAY,
    asked_or_supposed,
    came_to_nothing,
    fell_through,
    is_almost,
    is_called_untrue,
    is_dismissed,
    is_neither,
)
from graphkit.relations.lexicon import (
    ANSWERING_VERBS,
    CLAUSE_PREPS,
    GOVERNING_NOUNS,
    MODALS,
    NOUN_MODIFIERS,
    REPORT_VERBS,
    TRAVEL_VERBS,
    StatusEffect,
    governor_effect,
    inflect,
    lemma_of,
)
from graphkit.relations.tree import antecedent, children, coordinated, has_to, is_left_out, is_verb, preps

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANK: dict[StatusEffect, int] = {"occurred": 0, "planned": 1, "hypothetical": 2, "denied": 3}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly"})
_CONDITIONS = frozenset({"if", "whether", "unless", "should", "provided"})
_WITHOUT = frozenset({"without", "instead", "rather"})
_AHEAD = frozenset({"before", "until", "ahead", "prior", "till"})
_LINKS = frozenset(
    {
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "pcomp",
        "conj",
        "acomp",
        "oprd",
        "csubj",
        "csubjpass",
        "dep",
        "relcl",
        "attr",
        "prep",
    }
)
#: Verbs that take back a meeting when it is their object or passive subject ("the talks were called off").
_CALLED_OFF = {"call": "off", "break": "off", "rule": "out", "turn": "down"}
#: Who does one of these "out of talks" doesn't attend them; who walks out has.
_PULLING = frozenset({"pull", "pulled", "pulls", "pulling", "back", "backed", "drop", "bow", "bowed", "opt", "opted"})
#: Verbs that move it ("put off until May").
_MOVED = {"put": "off", "push": "back", "bring": "forward"}
#: Verbs that say of a meeting itself that it is to come when it is their object or passive subject.
_SCHEDULING = frozenset(
    {
        "move",
        "reschedule",
        "bring",
        "push",
        "put",
        "schedule",
        "plan",
        "arrange",
        "set",
        "postpone",
        "expect",
        "delay",
        "announce",
        "prepare",
        "agree",
        "fix",
        "slate",
        "pencil",
    }
)
_CANCELLING = frozenset(
    {"cancel", "reject", "refuse", "boycott", "abandon", "scrap", "decline", "skip", "avoid", "deny", "snub", "drop", "shelve", "miss"}
)  # fmt: skip
_REJECTING = frozenset({"reject", "refuse", "decline", "cancel", "abandon", "scrap", "drop", "shelve"})
#: "In" one of these talks may not be held.
_DOUBT = frozenset({"doubt", "jeopardy", "question", "limbo", "peril"})
_LOOKING = inflect("look")
_FALSELY = frozenset({"falsely", "wrongly", "untruthfully", "mistakenly"})
#: What there is no sign of may not be so; there is no use in what is not wanted.
_SIGNS = frozenset({"evidence", "proof", "record", "indication", "indications", "sign", "signs", "confirmation"})
_USE = frozenset({"point", "sense", "use", "harm", "value", "merit", "benefit", "interest"})
#: "At" talks after these nobody is yet.
_AIMING = frozenset(form for lemma in ("hint", "aim", "balk", "baulk") for form in inflect(lemma))
#: "On" talks after these one only tells of them.
_TELLING_OF = frozenset(form for lemma in ("brief", "debrief", "report", "inform", "update") for form in inflect(lemma))
#: Who is kept from something by one of these doesn't do it ("was banned from meeting him").
_KEEPING_FROM = frozenset(form for lemma in ("ban", "bar", "stop", "keep", "block", "prohibit", "prevent", "exclude") for form in inflect(lemma))  # fmt: skip
_ORDINALS = frozenset({"first", "second", "third", "last", "only", "latest"})
#: "Had been due to meet" tells that they did not, in the end.
_HAD_BEEN = frozenset({"due", "schedule", "expect", "set", "slate", "supposed"})
_WISHING = frozenset({"oppose", "seek", "propose", "offer", "demand", "request", "want", "favour", "favor", "urge", "suggest", "consider", "mull", "need", "invite", "support", "encourage", "weigh", "require"})  # fmt: skip
#: Verbs whose clause stands in the subjunctive ("suggested that they meet").
_MANDATIVE = frozenset(
    {"suggest", "propose", "demand", "recommend", "urge", "insist", "ask", "require", "request", "advise"}
)
#: Who did one of these before meeting somebody has yet to meet them; who did something else before has met them.
_SETTING_OUT = frozenset({"fly", "head", "leave", "travel", "go", "depart", "jet", "set", "come", "say", "tell"})
_JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "stop", "mission", "flight", "pledge", "promise", "vow"})
_HEADLINE = "headline infinitive"
#: Who does one of these "for talks" is there, and talks.
_BEING_THERE = frozenset({"meet", "sit", "host", "receive", "gather", "join", "convene", "visit", "see", "stay"})
_MAX_CLIMB = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """What the grammar says of a trigger.

    Attributes:
        status: the strongest status found.
        why: the word that decided, or "".
        speaker: the head of the subject of a report verb above the trigger, or None.
    """

    status: StatusEffect
    why: str = ""
    speaker: Token | None = None


def stronger(one: StatusEffect, two: StatusEffect) -> StatusEffect:
    """The stronger of two statuses."""
    return one if _RANK[one] >= _RANK[two] else two


def read_verb(verb: Token, *, future_date: bool = False) -> Reading:
    """Status of what a verb tells, from its own verb group and its governors.

    Args:
        verb: the trigger, or the verb that lends a meeting noun its subject.
        future_date: whether a date after the publication, or "next", "tomorrow", goes with it.
    """
    status, why = _verb_group(verb)
    if status == "occurred" and future_date and verb.tag_ in {"VBZ", "VBP", "VBG"}:
        status, why = "planned", "present tense with a future date"
    speaker: Token | None = None
    current = verb
    for _ in range(_MAX_CLIMB):
        head = current.head
        if head == current or current.dep_ not in _LINKS or why == _HEADLINE:
            break
        effect, word, stop = _step(current, head)
        if effect == "denied" and why.endswith(" out"):
            status, why = "hypothetical", word  # "refused to rule out a meeting"
        elif _RANK[effect] > _RANK[status]:
            status, why = effect, word
        if speaker is None and lemma_of(head.lower_) in REPORT_VERBS and current.dep_ in {"ccomp", "parataxis"}:
            speaker = next((antecedent(child, head) for child in head.children if child.dep_ == "nsubj"), None)
        if stop:
            break
        current = head
    if status == "planned" and _waits_for_condition(verb):
        status, why = "hypothetical", "if"
    if status == "planned" and fell_through(verb):
        status, why = "denied", "but"
    if speaker is None:
        speaker = _parenthetical_speaker(verb)
    return Reading(status, why, speaker)


def _parenthetical_speaker(verb: Token) -> Token | None:
    """The speaker of "…, the ministry said" or "according to the ministry", where the parser hangs it below the trigger."""
    for child in verb.children:
        if child.lower_ == "according":
            return next((target for prep, target in preps(child) if prep.lower_ == "to"), None)
        if child.dep_ in {"ccomp", "parataxis"} and lemma_of(child.lower_) in REPORT_VERBS:
            return next((inner for inner in child.children if inner.dep_ == "nsubj"), None)
    return None


def _verb_group(verb: Token) -> tuple[StatusEffect, str]:
    """Status from negation, auxiliaries and particles of one verb."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if not auxiliaries and verb.dep_ == "conj" and verb.tag_ == "VB" and is_verb(verb.head):
        auxiliaries = [
            child for child in verb.head.children if child.dep_ in {"aux", "auxpass"}
        ]  # "will travel and meet"
    status: StatusEffect = "occurred"
    why = ""
    lowers = [token.lower_ for token in auxiliaries]
    for lower in lowers:
        effect = MODALS.get(lower)
        if effect and _RANK[effect] > _RANK[status]:
            status, why = effect, lower
    if status == "planned" and why in {"would", "'d", "’d"} and (_has_condition(verb) or "have" in lowers):
        status, why = ("denied", "would have") if "have" in lowers else ("hypothetical", "would … if")
    elif status == "planned" and _waits_for_condition(verb):
        status, why = "hypothetical", "if"
    if "going" in lowers:
        status, why = stronger(status, "planned"), "going to"
    if asked := asked_or_supposed(verb):
        return "hypothetical", asked
    called_off = _is_called_off(verb)
    if _negated(verb) and why not in {"may", "might"}:
        return ("hypothetical" if called_off else "denied"), "not"
    if why in {"would", "'d", "’d"} and verb.lower_ == "welcome":
        return "hypothetical", "would welcome"
    if status == "occurred" and _is_headline_plan(verb):
        return "planned", _HEADLINE
    if called_off:
        return "denied", f"{verb.lower_} {_CALLED_OFF[lemma_of(verb.lower_)]}"
    moved = _MOVED.get(lemma_of(verb.lower_))
    if moved and any(child.lower_ == moved for child in verb.children):
        return stronger(status, "planned"), f"{verb.lower_} {moved}"
    return status, why


def _looks_forward(verb: Token) -> bool:
    return any(child.lower_ == "forward" for child in children(verb, "advmod", "prt")) and verb.lower_ in _LOOKING


def _is_called_off(verb: Token) -> bool:
    """Whether a particle makes the verb take its object back ("called off", "turned down")."""
    particle = _CALLED_OFF.get(lemma_of(verb.lower_))
    return particle is not None and any(child.dep_ == "prt" and child.lower_ == particle for child in verb.children)


def _is_headline_plan(verb: Token) -> bool:
    """Whether this is a headline's plan ("Roe to meet Lind"): an infinitive with a subject of its own and no governor."""
    if verb.dep_ not in {"ROOT", "relcl", "acl", "ccomp"} or not has_to(verb) or verb.tag_ != "VB":
        return False
    subject_own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    return (subject_own and verb.dep_ == "ROOT") or (
        verb.dep_ in {"relcl", "acl"} and verb.head.dep_ == "ROOT" and verb.head.tag_.startswith("NN")
    )


def _negated(verb: Token) -> bool:
    if is_neither(verb) or is_almost(verb):
        return True
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIONS and child.dep_ in {"advmod", "preconj", "cc"} and child.i < verb.i
        ):
            # "not only met A but also B" denies nothing
            following = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
            if following not in {"only", "just", "merely", "long"}:
                return True
        if child.dep_ in {"nsubj", "nsubjpass"} and any(word.lower_ == "neither" for word in child.children):
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and (
            child.lower_ in {"nobody", "none", "neither"}
            or any(word.lower_ in {"no", "neither"} and word.dep_ == "det" for word in child.children)
        ):
            return True
    return False


def _has_condition(verb: Token) -> bool:
    return any(
        child.dep_ == "advcl" and any(mark.lower_ in _CONDITIONS for mark in child.children) for child in verb.children
    )


def _waits_for_condition(verb: Token) -> bool:
    """Whether something else must come first ("will meet him if …"); "even if" and "unless" leave a plan a plan."""
    for child in children(verb, "advcl"):
        marks = {inner.lower_ for inner in child.children if inner.dep_ in {"mark", "advmod"} and inner.i < child.i}
        if "if" in marks and not marks & {"even", "as"}:
            return True
    return False


def _step(current: Token, head: Token) -> tuple[StatusEffect, str, bool]:
    """Effect of one governor on what hangs below it: (status, word, whether to stop climbing)."""
    dep = current.dep_
    marks = {child.lower_ for child in current.children if child.dep_ in {"mark", "advmod"}}
    if marks & _CONDITIONS:
        return "hypothetical", "if", True
    if dep == "relcl" and head.lower_ not in HEARSAY:
        return _relative(current, head)
    if dep == "pcomp" or (dep == "prep" and not is_verb(current)):
        return _preposition(current, head)
    if dep == "advcl":
        return _adverbial(current, head, marks)
    if dep == "conj":
        if is_left_out(current):
            return "denied", "rather than", True
        shares = (
            is_verb(head)
            and current.tag_ in {"VB", "VBG"}
            and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in current.children)
        )
        return "occurred", "", not shares
    if head.tag_.startswith("NN"):
        return _of_noun(current, head, dep)
    return _governor(current, head, dep)


def _relative(current: Token, head: Token) -> tuple[StatusEffect, str, bool]:
    """Effect of what a relative clause or infinitive describes."""
    if not has_to(current):
        return "occurred", head.lower_, True
    if _is_ordinal(head):
        return _verb_group(head.head)[0] if is_verb(head.head) else "occurred", head.lower_, True
    wish = GOVERNING_NOUNS.get(head.lower_, "hypothetical")  # "time for them to meet"
    return ("denied" if _has_no(head) else wish), head.lower_, True


def _of_noun(current: Token, head: Token, dep: str) -> tuple[StatusEffect, str, bool]:
    """Effect of a noun on what hangs below it ("plans to meet", "reports that they met")."""
    effect: StatusEffect = "occurred"
    if dep in {"acl", "relcl", "prep", "pcomp", "ccomp"}:
        effect = GOVERNING_NOUNS.get(head.lower_, "occurred")
    if head.lower_ in HEARSAY and is_dismissed(head, _negated):
        return "denied", f"{head.lower_} dismissed", True
    refused = DENYING if head.lower_ in HEARSAY else _REJECTING if effect != "occurred" else frozenset()
    turned_down = effect != "occurred" and _is_called_off(head.head)
    if head.dep_ == "dobj" and (turned_down or lemma_of(head.head.lower_) in refused):
        return (
            "hypothetical" if _negated(head.head) and refused is DENYING else "denied",
            f"{head.head.lower_} {head.lower_}",
            True,
        )  # "rejected an invitation to attend"
    if head.lower_ in _SIGNS and _has_no(head):
        return "hypothetical", f"no {head.lower_}", True
    if effect != "occurred" and _has_no(head):
        return "denied", f"no {head.lower_}", True  # "has no plans to meet"
    if has_to(current) and _is_ordinal(head):
        return "occurred", head.lower_, False
    if effect == "occurred" and has_to(current) and dep == "acl":  # "a commitment to meet", "a trip to meet"
        return ("planned" if head.lower_ in _JOURNEYS else "hypothetical"), head.lower_, True
    return effect, head.lower_, effect != "occurred" or dep == "acl"


def _has_no(noun: Token) -> bool:
    """Whether a noun is negated by "no"."""
    return any(child.lower_ == "no" for child in noun.children)


def _is_dropped(noun: Token) -> bool:
    """Whether plans and the like are given up ("plans for talks were dropped")."""
    return noun.dep_ in {"dobj", "nsubjpass"} and lemma_of(noun.head.lower_) in _REJECTING


def _is_ordinal(noun: Token) -> bool:
    """Whether one of a row did it ("the first minister to meet him"): who was the first has done it."""
    return any(child.lower_ in _ORDINALS and child.dep_ == "amod" for child in noun.children)


def _was_of_a_row(infinitive: Token, copula: Token) -> bool:
    """Whether the parser hung what the first of a row did on the verb ("was the last minister to meet him")."""
    return any(child.dep_ == "attr" and child.i < infinitive.i and _is_ordinal(child) for child in copula.children)


def _preposition(current: Token, head: Token) -> tuple[StatusEffect, str, bool]:
    word = head.lower_ if current.dep_ == "pcomp" else current.lower_
    if word in _WITHOUT:
        return "denied", word, True
    if word in {"after", "since", "following", "in", "by", "while", "during", "despite"}:
        useless = word == "in" and head.head.lower_ in _USE  # "no point in meeting"
        return ("hypothetical" if useless else "occurred"), "", True
    if word in _AHEAD:
        told = current.tag_ == "VBG" and head.head.tag_ == "VBD" and lemma_of(head.head.lower_) not in _SETTING_OUT
        return ("occurred" if told and word == "before" else "planned"), word, told  # "visited a school before meeting"
    if word == "from" and head.head.lower_ in _KEEPING_FROM:
        return ("denied" if _verb_group(head.head)[0] == "occurred" else "hypothetical"), head.head.lower_, True
    if word == "of" and any(near.lower_ in _WITHOUT for near in (head.head, *head.children)):
        return "denied", "instead", True
    if word in {"for", "about", "on", "against", "of", "to", "from"}:
        governor = head.head
        effect = "hypothetical" if _looks_forward(governor) else governor_effect(governor.lower_)
        if effect:
            return effect, governor.lower_, False
        if governor.lower_ in GOVERNING_NOUNS:
            return "denied" if _has_no(governor) else GOVERNING_NOUNS[governor.lower_], governor.lower_, False
        return ("hypothetical" if word in {"about", "against"} else "occurred"), word, False
    return "occurred", "", False


def _adverbial(current: Token, head: Token, marks: set[str]) -> tuple[StatusEffect, str, bool]:
    if marks & {"before", "until", "till"}:
        past = head.tag_ in {"VBD", "VBN"} and current.tag_ in {"VBD", "VBG"}
        return ("occurred" if past else "planned"), "before", True
    if has_to(current):
        lemma = head.lower_
        effect = governor_effect(lemma) or "planned"
        own, word = _verb_group(head)
        if own == "hypothetical":
            return own, word, False
        if current.lower_ == "see" and head.lower_ in {"went", "came"} and own == "occurred":
            return "occurred", "", False  # who went to see somebody saw them
        if own == "denied" and effect == "planned":
            return "denied", word, True
        return stronger(effect, "planned"), lemma, False
    if marks & {"when", "once", "as"} and _verb_group(head)[0] == "planned" and current.tag_ in {"VBZ", "VBP"}:
        return "planned", "when", True
    if current.tag_ == "VBG":
        own, word = _verb_group(head)
        return (own, word, True) if own == "planned" else ("occurred", "", True)
    return "occurred", "", True


def _governor(current: Token, head: Token, dep: str) -> tuple[StatusEffect, str, bool]:
    lemma = lemma_of(head.lower_)
    own, word = _verb_group(head) if is_verb(head) else _adjective_group(head)
    if own == "occurred" and any(child.lower_ in _FALSELY for child in children(head, "advmod")):
        own, word = "denied", "falsely"
    if dep in {"ccomp", "csubj"} and lemma == "be":
        untrue = is_called_untrue(head, negated=own == "denied")
        if untrue or own == "hypothetical":  # "is it true that"
            return ("denied", "untrue", False) if untrue and own != "hypothetical" else ("hypothetical", word, False)
    if dep == "ccomp":
        return _clause_of(current, lemma, own)
    if lemma in {"be", "have", "become", "became"} and has_to(current):
        known = _copula(current, head, lemma)
        if known is not None:
            return known
    effect = governor_effect(head.lower_) or "occurred"
    if effect == "occurred":
        if own in {"denied", "hypothetical"} or _is_perfect(current):
            return own, word, False  # "is said to have met"
        return (
            (
                stronger(own, "planned")
                if has_to(current)
                and lemma not in {"manage", "continue", "start", "begin", "appear", "come", "use", "get"}
                else own
            ),
            word or lemma,
            False,
        )
    if own == "denied":
        return ("hypothetical" if effect == "denied" else "denied"), f"not {lemma}", False
    if effect == "planned" and own == "hypothetical":
        return "hypothetical", word, False
    if effect == "planned" and lemma in _HAD_BEEN and _had_been(head):
        return "denied", f"had been {lemma}", False
    return effect, lemma, False


def _is_perfect(infinitive: Token) -> bool:
    """Whether this is the infinitive of what has been ("to have met")."""
    return has_to(infinitive) and any(child.dep_ == "aux" and child.lower_ == "have" for child in infinitive.children)


def _copula(current: Token, head: Token, lemma: str) -> tuple[StatusEffect, str, bool] | None:
    """Effect of "be to", "have to", "was to have", "have yet to", "was the first to"; None where it is none of these."""
    own, word = _verb_group(head)
    if lemma != "have" and _was_of_a_row(current, head):
        return own, word, False
    if lemma == "be":
        if _is_perfect(current):
            return "denied", "was to have", True
        if any(child.lower_ == "yet" for child in children(head, "advmod")):
            return "denied", "yet to", False
        return stronger("planned", own), "to be to", False
    if lemma == "have":
        yet = any(child.lower_ == "yet" for child in (*head.children, *current.children))
        return ("denied", "yet to", False) if yet else ("planned", "have to", False)
    return None


def _had_been(head: Token) -> bool:
    """Whether "had been" stands before what was due."""
    verb = head.head if lemma_of(head.head.lower_) == "be" and head.dep_ == "acomp" else head
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}} | {verb.lower_}
    return {"had", "been"} <= words


def _adjective_group(head: Token) -> tuple[StatusEffect, str]:
    """Status from the copula of an adjective ("is not ready")."""
    if head.head != head and lemma_of(head.head.lower_) == "be":
        return _verb_group(head.head)
    return ("denied", "not") if _negated(head) else ("occurred", "")


def _clause_of(current: Token, lemma: str, own: StatusEffect) -> tuple[StatusEffect, str, bool]:
    """Effect of a verb on the clause that is its object ("denied that he met", "hopes they meet")."""
    effect = governor_effect(lemma) or "occurred"
    helpers = [child.lower_ for child in children(current, "aux", "auxpass")]
    bare = not helpers and (current.tag_ == "VB" or (lemma in _MANDATIVE and current.tag_ == "VBP"))
    if bare or helpers == ["be"]:
        return "hypothetical", f"{lemma} that (subjunctive)", False
    if lemma == "deny":
        return "denied", lemma, True
    if own == "denied" and lemma in {"know", "believe", "think", "confirm", "say"}:
        return "hypothetical", f"not {lemma}", True
    if effect == "hypothetical" and lemma not in REPORT_VERBS and lemma not in {"tell", "order", "support"}:
        return effect, lemma, False
    return "occurred", "", False


def read_noun(noun: Token, governor: Token | None, *, link: str, future_date: bool = False) -> Reading:
    """Status of what a meeting noun tells.

    Args:
        noun: the trigger.
        governor: the verb it hangs on, or None.
        link: "object", "subject", or the preposition that ties it to the governor.
        future_date: as for `read_verb`.
    """
    status, why = _noun_group(noun) if link != "invited" else ("occurred", "")
    speaker: Token | None = None
    if governor is not None:
        effect, word, speaker = _noun_governor(noun, governor, link=link, future_date=future_date)
        effect = _set_aside(governor, link) or effect
        if _RANK[effect] > _RANK[status]:
            status, why = effect, word
    if status == "occurred" and link in {"", "topic"} and _lies_ahead(noun):
        status, why = "planned", "before"
    if status == "occurred" and future_date and link in {"", "for"}:
        status, why = "planned", "future date"
    return Reading(status, why, speaker)


def _lies_ahead(noun: Token) -> bool:
    """Whether something else comes before it ("two days before a summit", "ahead of talks")."""
    prep = noun.head
    if noun.dep_ != "pobj" or any(child.lower_ in {"last", "previous"} for child in noun.children):
        return False
    return prep.lower_ in {"before", "ahead"} or (prep.lower_ == "of" and prep.head.lower_ == "ahead")


def _noun_group(noun: Token) -> tuple[StatusEffect, str]:
    """Status from the noun's own modifiers and from a noun that governs it ("a call for talks")."""
    status: StatusEffect = "denied" if is_neither(noun) else "hypothetical" if _in_doubt(noun) else "occurred"
    why = "neither" if status == "denied" else "in doubt" if status == "hypothetical" else ""
    for child in noun.children:
        effect: StatusEffect | None = None
        if child.i < noun.i and child.dep_ in {"amod", "det", "compound", "neg", "nmod"}:
            effect = NOUN_MODIFIERS.get(child.lower_)
            if child.lower_ == "next" and child.dep_ == "amod" and noun.lower_.endswith("s"):
                effect = None
        elif child.dep_ in {"acl", "amod", "relcl"} and child.i > noun.i:
            effect = _participle(child)
        if effect and _RANK[effect] > _RANK[status]:
            status, why = effect, child.lower_
    item = noun
    while item.dep_ in {"pobj", "pcomp"} and item.head.dep_ == "prep" and item.head.head.tag_.startswith("NN"):
        above = item.head.head
        effect = GOVERNING_NOUNS.get(above.lower_)
        dismissed = above.lower_ in HEARSAY and is_dismissed(above, _negated)
        if dismissed or (effect and (_has_no(above) or _is_dropped(above))):
            effect = "denied"
        if item.head.lower_ in {"for", "of", "to", "on", "in"} and effect and _RANK[effect] > _RANK[status]:
            status, why = effect, above.lower_
        item = above
    return status, why


def _participle(child: Token) -> StatusEffect | None:
    """Effect of what follows the noun ("talks scheduled for", "talks due to be held")."""
    lemma = lemma_of(child.lower_)
    if child.dep_ == "relcl":
        own, _ = _verb_group(child)
        return own if own == "planned" or lemma == "cancel" else None
    if lemma in _CANCELLING:
        return "denied"
    if lemma in _SCHEDULING or child.lower_ == "due":
        return "planned"
    if lemma in {"propose", "suggest", "mull", "seek", "demand"}:
        return "hypothetical"
    return None


def _in_doubt(holder: Token) -> bool:
    return any(target.lower_ in _DOUBT for child in holder.rights if child.lower_ == "in" for target in child.children)


def _is_definite(noun: Token) -> bool:
    """Whether the words take it for granted that the meeting will be held ("hopes that … at the summit")."""
    return any(
        child.lower_ in {"the", "this", "their", "his", "her", "its"}
        for child in noun.children
        if child.dep_ in {"det", "poss"}
    )


def _noun_governor(
    noun: Token, governor: Token, *, link: str, future_date: bool
) -> tuple[StatusEffect, str, Token | None]:
    lemma = lemma_of(governor.lower_)
    clause = read_verb(governor, future_date=future_date)
    own, word = _verb_group(governor)
    pulls_out = link == "out" and (lemma in _PULLING or governor.lower_ in _PULLING)
    if link == "invited" or pulls_out:
        answer: StatusEffect = "denied" if pulls_out else ANSWERING_VERBS.get(lemma, "hypothetical")
        return (answer if own == "occurred" else "hypothetical"), lemma, clause.speaker
    if link in {"object", "subject"}:
        status, why = _of_object(governor, lemma, link=link)
        if _RANK[clause.status] > _RANK[status]:
            if clause.status == "denied" and status == "denied":
                return "hypothetical", lemma, clause.speaker
            return clause.status, clause.why, clause.speaker
        return status, why, clause.speaker
    side = CLAUSE_PREPS.get(link)
    is_over = link == "for" and own == "occurred" and _came_back(governor)
    if (
        not is_over
        and link in {"for", "to", "towards", "toward", "on"}
        and (effect := governor_effect(governor.lower_))
        and not (link == "on" and lemma not in {"agree", "insist", "decide"})
    ):
        if own == "denied":
            effect = "denied"
        elif _RANK[clause.status] > _RANK[effect]:
            effect = clause.status
        return effect, lemma, clause.speaker
    if side == "after":
        was_there = is_over or (lemma == "be" and governor.tag_ == "VBD")  # "was in Vienna for talks"
        talks = own == "occurred" and (was_there or lemma in _BEING_THERE)
        stays_away = clause.status == "denied" and (governor.lower_ in COMING or lemma in TRAVEL_VERBS)
        if link == "for" and (talks or stays_away):  # "did not turn up for talks"
            return clause.status, clause.why, clause.speaker
        return (
            stronger("planned", "hypothetical" if clause.status == "hypothetical" else "planned"),
            link,
            clause.speaker,
        )
    if side == "in" and clause.status in {"planned", "hypothetical"} and clause.why not in {"", "may"}:
        return ("planned" if _is_definite(noun) else clause.status), clause.why, clause.speaker
    in_none = link == "in" and lemma == "be" and clause.status == "denied"  # "are not in talks"
    return "denied" if in_none else "occurred", word if own == "planned" else "", clause.speaker


def _set_aside(governor: Token, link: str) -> StatusEffect | None:
    """What a verb says of talks that its subject only hints "at" or reports "on"; None for any other verb."""
    if link == "at":
        return "hypothetical" if governor.lower_ in _AIMING else None
    return "occurred" if governor.lower_ in _TELLING_OF else None


def _came_back(governor: Token) -> bool:
    """Whether who went somewhere "and returned", "and was back in Rome": what the journey was for is over."""
    if governor.tag_ != "VBD" or not any(child.lower_ == "and" for child in governor.children):
        return False
    for verb in coordinated(governor)[1:]:
        if verb.tag_ != "VBD" or any(child.dep_ in {"nsubj", "neg"} for child in verb.children):
            continue
        if any(
            deeper.dep_ == "pcomp" and child.lower_ in _WITHOUT for child in verb.children for deeper in child.children
        ):
            continue  # "returned without seeing him"
        if lemma_of(verb.lower_) == "return" and not any(child.dep_ == "dobj" for child in verb.children):
            return True
        homes = [child for child in verb.children if child.dep_ == "advmod" and child.lower_ in {"back", "home"}]
        beside = (
            target for home in (verb, *homes) for prep, target in preps(home) if prep.lower_ in {"in", "at", "to"}
        )
        if homes and (homes[0].lower_ == "home" or any(target.tag_.startswith("NNP") for target in beside)):
            return True
    return False


def _of_object(governor: Token, lemma: str, *, link: str) -> tuple[StatusEffect, str]:
    """Effect of the verb that a meeting noun is the object or subject of."""
    if lemma in _CANCELLING or (link == "subject" and came_to_nothing(governor)):
        return "denied", lemma
    if lemma in {"begin", "start", "resume", "open", "continue"} and governor.tag_ in {"VBZ", "VBP"}:
        return "occurred", ""
    if lemma in _WISHING and not (link == "subject" and lemma in {"require", "need", "support", "offer"}):
        return "hypothetical", lemma
    passive = any(child.dep_ == "auxpass" for child in governor.children) or governor.dep_ in {"acl", "ccomp", "amod"}
    if lemma in _SCHEDULING and (link == "object" or passive):
        return "planned", lemma
    if link == "subject" and lemma == "be" and _in_doubt(governor):
        return "hypothetical", "in doubt"
    if link == "subject" and lemma == "be":
        for child in governor.children:
            if child.dep_ in {"acomp", "attr", "oprd", "xcomp"}:
                effect = governor_effect(child.lower_) or NOUN_MODIFIERS.get(child.lower_)
                if effect:
                    return effect, child.lower_
    return "occurred", ""
