"""The words of meetings and pledges, as tables.

Source: own compilation from the definitions in PLOVER (CONSULT, AGREE) and CAMEO (03, 04), and from general English
usage (a learner's dictionary is enough to check each line). Verbs are listed by lemma; `VERB_FORMS` maps every
inflected form to its lemma, so that no lemmatizer has to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphkit.resources import read_table

Mode = Literal["in_person", "phone", "unspecified"]

# --------------------------------------------------------------------------------------------------------- inflection

#: Past, past participle and -ing form where they are not regular, or where the last consonant is doubled.
_IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "am", "was", "were", "been", "being", "'s", "’s", "'re", "’re"),
    "begin": ("began", "begun", "beginning"), "break": ("broke", "broken"), "bring": ("brought",), "build": ("built",), "choose": ("chose", "chosen"),
    "come": ("came", "coming"), "commit": ("committed", "committing"), "confer": ("conferred", "conferring"),
    "defer": ("deferred", "deferring"), "deny": ("denied",), "do": ("did", "done", "does"), "drive": ("drove", "driven"),
    "drop": ("dropped", "dropping"), "scrap": ("scrapped", "scrapping"), "ship": ("shipped", "shipping"), "stop": ("stopped", "stopping"), "chat": ("chatted", "chatting"), "feed": ("fed",), "find": ("found",), "fly": ("flew", "flown"), "forget": ("forgot", "forgotten"),
    "get": ("got", "gotten", "getting"), "give": ("gave", "given"), "go": ("went", "gone", "goes"),
    "have": ("has", "had", "having", "'ve", "’ve"), "hold": ("held",), "keep": ("kept",), "lead": ("led",), "leave": ("left",),
    "lend": ("lent",), "let": ("letting",), "make": ("made",), "meet": ("met",), "pay": ("paid",), "plan": ("planned", "planning"),
    "put": ("putting",), "rebuild": ("rebuilt",), "say": ("said",), "see": ("saw", "seen"), "seek": ("sought",), "sell": ("sold",), "send": ("sent",),
    "set": ("setting",), "sit": ("sat", "sitting"), "speak": ("spoke", "spoken"), "spend": ("spent",), "stand": ("stood",), "swear": ("swore", "sworn"),
    "take": ("took", "taken"), "teach": ("taught",), "tell": ("told",), "think": ("thought",), "transfer": ("transferred", "transferring"), "travel": ("travelled", "travelling", "traveled", "traveling"),
    "undergo": ("underwent", "undergone"), "undertake": ("undertook", "undertaken"), "uphold": ("upheld",),
    "cancel": ("cancelled", "cancelling", "canceled", "canceling"), "write": ("wrote", "written"), "win": ("won", "winning"), "equip": ("equipped", "equipping"),
    "schedule": ("scheduled",), "welcome": ("welcomed",), "mull": ("mulled",), "step": ("stepped", "stepping"), "cut": ("cutting",), "cap": ("capped", "capping"), "free": ("freed", "freeing"),
    "withdraw": ("withdrew", "withdrawn"), "wind": ("wound",), "pencil": ("pencilled", "penciled", "pencilling"), "shake": ("shook", "shaken"), "rule": ("ruled",), "run": ("ran", "running"), "end": ("ended",),
}  # fmt: skip


#: Forms that no rule gives, for all verbs of English; see `SOURCES.md`.
_LISTED: dict[str, tuple[str, ...]] = {verb: tuple(forms.split()) for verb, forms in read_table("verb_forms.tsv")}


def inflect(lemma: str) -> frozenset[str]:
    """All forms of an English verb, lower-case.

    >>> sorted(inflect("pledge"))
    ['pledge', 'pledged', 'pledges', 'pledging']
    """
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    past = lemma + "d" if lemma.endswith("e") else lemma + "ed"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms = {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    else:
        third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
        forms = {lemma, third, past, stem + "ing"}
    irregular = _IRREGULAR.get(lemma)
    if irregular:
        # an irregular past replaces the regular one; a doubled consonant replaces both regular endings
        forms.discard(past)
        if any(form.endswith("ing") for form in irregular):
            forms.discard(stem + "ing")
        forms.update(irregular)
    return frozenset(forms.union(_LISTED.get(lemma, ())))


# ------------------------------------------------------------------------------------------------------ meeting verbs


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingVerb:
    """How a verb of meeting takes its parties.

    Attributes:
        direct: the object may be the other party ("met Costa").
        preps: prepositions whose object may be the other party ("talked with").
        host: the subject receives the others.
        people_only: the object must be a person or a group of people ("visited the minister", not "visited Rome").
        reciprocal: a plural subject alone is enough ("the ministers met").
        particles: one of these must follow ("sat down with"), or none at all where empty.
        through: where not empty, one of these must be its object ("paid a visit to", "gave a welcome to").
        needs: where not empty, one of these words must stand in the clause ("called … by phone").
        convenes: its objects met each other, in the place or on the day that the clause names; the subject may not have
            been there ("brought Costa together with Lind in Rome").
        mode: what the verb itself says about how they met.
    """

    direct: bool = False
    preps: frozenset[str] = frozenset()
    host: bool = False
    people_only: bool = False
    reciprocal: bool = False
    particles: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    convenes: bool = False
    mode: Mode = "unspecified"


_WITH = frozenset({"with"})
_WITH_TO = frozenset({"with", "to"})
PHONE_WORDS = frozenset({"phone", "telephone", "phoned", "telephoned", "video", "videoconference", "teleconference", "video-conference", "videolink", "hotline", "virtually", "zoom", "skype", "remotely"})  # fmt: skip

MEETING_VERBS: dict[str, MeetingVerb] = {
    "meet": MeetingVerb(direct=True, preps=_WITH, reciprocal=True, mode="in_person"),
    "confer": MeetingVerb(preps=_WITH, reciprocal=True),
    "consult": MeetingVerb(preps=_WITH),
    "negotiate": MeetingVerb(preps=_WITH),
    "talk": MeetingVerb(preps=_WITH_TO, people_only=True, reciprocal=False),
    "speak": MeetingVerb(preps=_WITH_TO, people_only=True),
    "converse": MeetingVerb(preps=_WITH),
    "chat": MeetingVerb(preps=_WITH_TO, people_only=True),
    "telephone": MeetingVerb(direct=True, people_only=True, mode="phone"),
    "phone": MeetingVerb(direct=True, people_only=True, mode="phone"),
    "call": MeetingVerb(direct=True, people_only=True, needs=frozenset({"phone", "telephone", "discuss"}), mode="phone"),
    "host": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "receive": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "welcome": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "greet": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "entertain": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "visit": MeetingVerb(direct=True, people_only=True, mode="in_person"),
    "pay": MeetingVerb(preps=frozenset({"to", "on"}), through=frozenset({"visit", "call"}), people_only=True, mode="in_person"),
    "give": MeetingVerb(preps=frozenset({"to"}), through=frozenset({"welcome", "reception", "audience"}), host=True, people_only=True, mode="in_person"),
    "summon": MeetingVerb(direct=True, host=True, people_only=True, mode="in_person"),
    "sit": MeetingVerb(preps=_WITH, reciprocal=True, particles=frozenset({"down"}), mode="in_person"),
    "get": MeetingVerb(preps=_WITH, reciprocal=True, particles=frozenset({"together"}), mode="in_person"),
    "bring": MeetingVerb(direct=True, preps=_WITH, particles=frozenset({"together"}), people_only=True, convenes=True, mode="in_person"),
    "lunch": MeetingVerb(preps=_WITH, mode="in_person"),
    "dine": MeetingVerb(preps=_WITH, reciprocal=True, mode="in_person"),
    "breakfast": MeetingVerb(preps=_WITH, mode="in_person"),
    "huddle": MeetingVerb(preps=_WITH, reciprocal=True, mode="in_person"),
    "discuss": MeetingVerb(preps=_WITH, people_only=True, reciprocal=True),
    "exchange": MeetingVerb(preps=_WITH, through=frozenset({"views", "opinions"}), people_only=True),
    "raise": MeetingVerb(preps=_WITH, through=frozenset({"matter", "issue", "issues", "question", "subject", "case", "concern", "concerns", "topic"}), people_only=True),
    "shake": MeetingVerb(preps=_WITH, through=frozenset({"hands"}), people_only=True, mode="in_person"),
    "see": MeetingVerb(direct=True, people_only=True, mode="in_person"),
    "mediate": MeetingVerb(preps=frozenset({"between"})),
}  # fmt: skip

#: With one of these, said of how long they talked, those who "talked" talked to each other ("talked until midnight").
HOURS = frozenset({"minute", "minutes", "hour", "hours", "dawn", "morning", "noon", "afternoon", "evening", "night", "midnight"})  # fmt: skip
#: Where one of these is told, they talked to listeners.
IN_PUBLIC = frozenset({"interview", "interviews", "radio", "television", "tv", "podcast", "show", "stage", "panel", "rally", "conference", "seminar", "audience", "podium"})  # fmt: skip
#: "Called on the president" is a visit; "called on him to resign" is none.
CALLING_ON = MeetingVerb(direct=True, preps=frozenset({"on"}), people_only=True, mode="in_person")
#: "Discussed" tells of a talk as a verb of its own; after these verbs it only says what a meeting is for.
PURPOSE_ONLY = frozenset({"discuss"})
#: Last words of the names of what is held and hosted, and takes no part itself.
EVENT_NAMES = frozenset({"conference", "summit", "forum", "congress", "festival", "games", "olympics", "expo", "fair", "exhibition", "convention", "cup"})  # fmt: skip
#: In the present tense these stand under pictures ("greets X on Monday"), and tell of what has been.
CAPTION_VERBS = frozenset({"shake", "greet", "welcome", "receive", "speak", "talk"})
#: "See" tells of a meeting as an errand ("went to see", "is to see", "after seeing"), else of sight and opinion.
ERRANDS = frozenset({"see"})

#: With an object that "visiting" marks as a guest, these verbs tell of a talk ("told the visiting minister").
TALKING_TO_VISITOR = frozenset({"tell", "brief", "assure", "urge", "inform", "ask", "thank", "promise", "warn"})

# ------------------------------------------------------------------------------------------------------ meeting nouns


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNoun:
    """How a noun of meeting behaves.

    Attributes:
        mode: what the noun itself says about how they met.
        bare: the noun alone may tell of one party's meeting ("a cabinet meeting"), so that one party is enough.
        needs: where not empty, one of these must stand before it ("video conference").
        strict: only with an explicit party by preposition ("a dinner with"): the word has other uses.
    """

    mode: Mode = "unspecified"
    bare: bool = False
    strict: bool = False
    needs: frozenset[str] = frozenset()


_MEETING = MeetingNoun(mode="in_person", bare=True)
_TALKS = MeetingNoun()
_MEAL = MeetingNoun(mode="in_person", strict=True)
_CALL = MeetingNoun(mode="phone", strict=True)

MEETING_NOUNS: dict[str, MeetingNoun] = {
    "meeting": _MEETING, "meetings": _MEETING, "summit": _MEETING, "summits": _MEETING,
    "talks": _TALKS, "talk": MeetingNoun(strict=True), "negotiation": _TALKS, "negotiations": _TALKS,
    "discussion": _TALKS, "discussions": _TALKS, "consultation": _TALKS, "consultations": _TALKS,
    "deliberations": MeetingNoun(strict=True), "encounter": MeetingNoun(mode="in_person", strict=True),
    "audience": _MEAL, "lunch": _MEAL, "luncheon": _MEAL, "dinner": _MEAL, "breakfast": _MEAL, "get-together": _MEAL, "tete-a-tete": _MEAL, "rendezvous": _MEAL,
    "call": _CALL, "calls": _CALL, "teleconference": _CALL, "videoconference": _CALL, "conversation": MeetingNoun(strict=True),
    "conversations": MeetingNoun(strict=True), "roundtable": _MEAL,
    "conference": MeetingNoun(mode="phone", needs=PHONE_WORDS),
    "tea": _MEAL, "coffee": _MEAL, "drinks": _MEAL, "banquet": _MEAL, "reception": _MEAL, "bilateral": _MEAL, "bilaterals": _MEAL, "trilateral": _MEAL,
    "mini-summit": _MEETING, "parley": _TALKS, "handshake": MeetingNoun(mode="in_person", strict=True),
}  # fmt: skip

#: "Meeting" nouns that are no talks between parties when one of these stands before them.
NOT_A_MEETING_BEFORE = frozenset({
    "sports", "athletics", "race", "racing", "track", "grand", "prix", "press", "news", "town", "shareholder", "shareholders", "conference", "trade-in",
    "prayer", "mass", "rally", "election", "campaign", "protest", "public", "wake-up", "close", "roll", "curtain", "conditioning",
    "radio", "tv", "television", "talk", "margin",
})  # fmt: skip

#: Verbs that lend a meeting noun their subject ("held talks with"); the value is True where they also say it took place.
LIGHT_VERBS: frozenset[str] = frozenset({
    "hold", "have", "open", "begin", "start", "resume", "restart", "reopen", "renew", "launch", "conduct", "continue", "conclude", "complete", "end", "finish",
    "convene", "attend", "host", "chair", "lead", "join", "enter", "schedule", "plan", "arrange", "organise", "organize", "cancel", "postpone", "suspend",
    "break", "call", "delay", "boycott", "pursue", "seek", "take", "undertake", "stage", "set", "leave", "skip", "request", "want", "welcome", "propose", "offer", "demand", "favour", "favor",
    "reject", "refuse", "rule", "pay", "abandon", "scrap", "need", "sponsor", "mediate", "broker", "carry", "make", "wrap", "wind", "turn", "adjourn", "interrupt", "exit", "quit", "initiate", "commence", "miss", "put",
})  # fmt: skip

#: With these the subject leads or receives, and so takes part; with others it merely arranges.
HOSTING_VERBS = frozenset({"host", "chair", "lead", "convene"})

#: Meals and the like, which one gives for somebody ("hosted a dinner for").
MEALS = frozenset({"lunch", "luncheon", "dinner", "breakfast", "banquet", "reception", "tea"})

#: Verbs by which an invitation to talks is answered, and what then becomes of the talks.
ANSWERING_VERBS: dict[str, Literal["planned", "denied"]] = {
    "accept": "planned", **dict.fromkeys(("reject", "refuse", "decline", "spurn", "spurned", "ignore", "ignored", "rebuff", "rebuffed"), "denied"),
}  # fmt: skip

#: A subject of these arranges or asks for others' talks; it takes part only where no two other parties are named.
BROKER_VERBS = frozenset(
    {
        "mediate",
        "broker",
        "sponsor",
        "propose",
        "demand",
        "favour",
        "favor",
        "welcome",
        "request",
        "call",
        "urge",
        "arrange",
        "organise",
        "organize",
    }
)

#: Prepositions by which a meeting noun names those who take part.
NOUN_PARTY_PREPS = frozenset({"with", "between", "among", "amongst", "of", "involving", "by"})

#: Prepositions that hang a meeting noun on a clause whose subject takes part ("arrived for talks with"), and whether
#: the meeting then lies before, in, or after the clause.
CLAUSE_PREPS: dict[str, Literal["before", "in", "after"]] = {
    "after": "before", "following": "before", "since": "before", "in": "in", "during": "in", "at": "in", "on": "in", "over": "in", "through": "in", "by": "in", "throughout": "in",
    "for": "after", "before": "after", "to": "after", "towards": "after", "toward": "after", "ahead": "after", "prior": "after", "out": "before", "into": "in", "from": "before", "despite": "in",
}  # fmt: skip

#: Verbs that say of a meeting itself whether it is to be, was held or was called off.
SETTLING_VERBS = frozenset(
    {
        "move",
        "reschedule",
        "push",
        "put",
        "bring",
        "take",
        "hold",
        "begin",
        "start",
        "end",
        "last",
        "conclude",
        "resume",
        "cancel",
        "postpone",
        "schedule",
        "happen",
        "call",
    }
)
#: Verbs whose object is what a meeting is about ("met to discuss the budget").
TOPIC_VERBS = frozenset({"discuss", "address", "review", "tackle", "debate", "negotiate", "resolve", "settle"})
#: Verbs of leaving talks ("emerged from talks with").
LEAVING_VERBS = frozenset({"return", "come", "withdraw", "emerge", "walk", "exit"})
#: Verbs by which a promise is taken back ("broke its promise", "reneged on its pledge").
BREAKING_VERBS = frozenset(
    {
        "break",
        "withdraw",
        "abandon",
        "renege",
        "retract",
        "drop",
        "scrap",
        "backtrack",
        "revoke",
        "rescind",
        "betray",
        "cancel",
    }
)

#: Verbs that take a promise back with "back on" ("went back on its word").
BACK_ON = frozenset({"go", "row", "walk", "roll", "rowed", "rowing", "walked", "walking", "rolled", "rolling"})
#: Words in whose place their owner is helped ("support the work of the union").
HELPED_THROUGH = frozenset({"work", "efforts", "effort", "government", "people", "army", "forces", "economy", "population", "authorities", "victims", "reforms", "independence", "bid", "farmers", "refugees"})  # fmt: skip

#: Whoever ends one of these helps those on whom it lies ("lift sanctions on").
BURDENS = frozenset(
    {"sanctions", "embargo", "embargoes", "blockade", "siege", "tariffs", "curbs", "restrictions", "ban"}
)
ENDING_VERBS = frozenset({"end", "ending", "lift", "lifting", "ease", "easing", "remove", "removing", "drop", "dropping", "scrap", "scrapping", "suspend", "suspending", "waive", "relax", "relaxing"})  # fmt: skip
#: People through whom their country is helped ("fertiliser for Kenyan farmers").
GROUPS_OF_PEOPLE = frozenset({"soldiers", "troops", "forces", "army", "military", "pilots", "police", "refugees", "farmers", "economy", "authorities"})  # fmt: skip

#: Nouns that only measure or place the talks they take with "of" ("a round of talks", "on the sidelines of the summit").
TALKS_CONTAINERS = frozenset({
    "round", "rounds", "series", "set", "sets", "part", "day", "days", "hour", "hours", "week", "weeks", "session", "sessions", "number", "phase", "sidelines", "side-lines", "sideline", "margins", "course", "end", "start", "eve", "beginning",
    "conclusion", "close", "venue", "middle", "framework", "progress", "breakthrough", "minutes", "bout", "string", "flurry",
})  # fmt: skip

#: Verbs whose subject comes for the talks ("flew to Geneva for talks with").
TRAVEL_VERBS = frozenset(
    {
        "arrive",
        "fly",
        "travel",
        "head",
        "go",
        "come",
        "leave",
        "visit",
        "return",
        "land",
        "depart",
        "jet",
        "tour",
        "stop",
        "set",
        "drive",
    }
)

# ---------------------------------------------------------------------------------------------------------- argument words

#: What stands for those whom a country or organisation sends: heads of noun phrases that may take part through it.
#: Role nouns of the NER stage are added to these.
DELEGATES = frozenset({
    "officials", "official", "delegation", "delegations", "delegates", "delegate", "leaders", "leader", "ministers", "minister", "negotiators", "negotiator", "envoys", "envoy",
    "diplomats", "diplomat", "representatives", "representative", "counterparts", "counterpart", "authorities", "government", "governments", "administration", "executives", "executive",
    "ambassadors", "ambassador", "administrator", "administrators", "prefect", "prefects", "mayor", "mayors", "lawmakers", "mps", "senators", "congressmen", "parliamentarians", "generals", "commanders", "commander", "president", "presidents", "premier", "chancellor", "king", "queen", "emir", "sultan",
    "prime", "secretary", "chief", "chiefs", "heads", "head", "side", "sides", "team", "teams", "mission", "group", "party", "parties", "members", "member", "foreign", "rebels", "rebel", "guerrillas", "separatists", "militants",
    "militia", "faction", "factions", "opposition", "board", "cabinet", "parliament", "army", "military", "mediators", "mediator", "partners", "allies", "experts", "advisers", "advisors", "aides", "aide", "adviser", "advisor", "bosses", "boss", "chairman", "director", "governor",
    "governors", "spokesman", "spokeswoman", "spokesperson", "commissioner", "commissioners", "counsellor", "consul", "deputy", "deputies", "states", "nations", "countries", "country", "nation", "state", "bloc", "alliance", "union", "unions", "federation",
    "council", "committee", "commission", "ministry", "embassy", "consulate", "junta", "regime", "leadership", "politicians", "inspectors", "inspector", "investigators", "managers", "management", "owners", "players", "troika", "statesmen", "directors", "staff", "personnel", "troops", "peacekeepers",
})  # fmt: skip

#: Those of them that one person holds.
SINGLE_ROLES = frozenset({
    "counterpart", "minister", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "envoy", "negotiator", "commander", "leader", "ambassador", "secretary", "chief", "head", "chairman", "director", "governor",
    "mediator", "commissioner", "official", "representative", "adviser", "advisor", "general",
})  # fmt: skip

#: Prepositions that tie such a head to its country or organisation ("officials from Turkey").
AFFILIATION_PREPS = frozenset({"of", "from", "for", "in", "at", "representing"})

#: Words that tie further parties to a named one ("along with", "accompanied by").
COMPANY = {
    "along": "with",
    "together": "with",
    "alongside": "",
    "accompanied": "by",
    "joined": "by",
    "flanked": "by",
    "including": "",
    "plus": "",
}

#: Words of a fixture: with these in the sentence "met" and "meeting" tell of sport.
SPORT_WORDS = frozenset({
    "semifinal", "semifinals", "semi-final", "semi-finals", "quarterfinal", "quarterfinals", "quarter-final", "quarter-finals", "fixture", "fixtures", "innings", "wicket", "wickets",
    "champions", "champion", "playoff", "playoffs", "play-off", "league", "cup", "match", "matches", "tournament", "championship", "championships", "game", "games", "seeded", "seed", "seeds", "round-robin",
    "set", "sets", "goal", "goals", "goalkeeper", "striker", "coach", "batting", "bowler", "tie-break", "defeated", "trophy", "finals", "final", "medal", "wimbledon", "chess", "grandmaster", "grandmasters",
})  # fmt: skip
#: One of these is enough beside the verb "meet".
FIXTURE_WORDS = frozenset({
    "semifinal", "semifinals", "semi-final", "semi-finals", "quarterfinal", "quarterfinals", "quarter-final", "quarter-finals", "playoff", "playoffs", "play-off", "play-offs", "qualifier", "qualifiers", "tournament", "championship", "championships",
    "innings", "finals", "derby", "knockout", "league", "cup",
})  # fmt: skip
#: "In" one of these people meet who never did.
FICTION = frozenset({"novel", "film", "movie", "play", "opera", "musical", "sitcom", "cartoon", "comic", "thriller", "comedy", "drama", "sketch", "fable"})  # fmt: skip
SPORT_ROUNDS = frozenset({"first", "second", "third", "fourth", "fifth", "opening"})

# ------------------------------------------------------------------------------------------------------------- status

StatusEffect = Literal["denied", "planned", "hypothetical", "occurred"]

#: Verbs and adjectives that govern a trigger and change what it says ("refused to meet", "due to meet").
GOVERNORS: dict[str, StatusEffect] = {
    **dict.fromkeys(("refuse", "decline", "cancel", "avoid", "reject", "boycott", "deny", "abandon", "scrap", "skip", "snub", "forgo", "prevent", "fail", "refrain", "abstain", "desist", "forget", "neglect", "pretend", "unable", "unwilling", "reluctant", "shun"), "denied"),
    **dict.fromkeys((
        "plan", "schedule", "agree", "arrange", "intend", "prepare", "pencil", "supposed", "set", "due", "expect", "slate", "going", "about", "promise", "pledge", "vow", "postpone", "delay",
        "decide", "accept", "arrive", "fly", "travel", "head", "go", "come", "leave", "return", "land", "announce", "depart", "fix", "confirm",
    ), "planned"),
    **dict.fromkeys((
        "want", "hope", "wish", "like", "seek", "ask", "request", "demand", "urge", "propose", "offer", "suggest", "ready", "willing", "prepared", "try", "attempt", "invite", "consider", "mull", "recommend", "insist", "desire",
        "call", "favour", "favor", "need", "possible", "eager", "keen", "open", "weigh", "press", "push", "advocate", "able", "free", "encourage", "advise", "allow", "permit", "support", "love", "prefer", "appeal", "condition", "happy", "likely", "seem", "beg", "enable", "aim", "persuade", "convince",
        "unlikely", "threaten", "let", "order", "instruct", "ought", "tell", "hesitate", "aspire", "choose",
    ), "hypothetical"),
}  # fmt: skip
GOVERNORS |= dict.fromkeys(
    (
        "oppose",
        "deserve",
        "require",
        "accuse",
        "suspect",
        "cool",
        "important",
        "necessary",
        "difficult",
        "useful",
        "impossible",
    ),
    "hypothetical",
)

#: Nouns that govern a trigger ("plans to meet", "refusal to meet", "a call for talks").
GOVERNING_NOUNS: dict[str, StatusEffect] = {
    **dict.fromkeys(("refusal", "cancellation", "failure", "boycott", "collapse", "rejection"), "denied"),
    **dict.fromkeys(("plan", "plans", "agreement", "decision", "arrangements", "preparations", "agenda", "intention"), "planned"),
    **dict.fromkeys((
        "call", "calls", "request", "requests", "demand", "demands", "offer", "offers", "proposal", "proposals", "invitation", "invitations", "desire", "hope", "hopes", "wish", "need", "possibility", "prospect", "prospects", "readiness",
        "willingness", "appeal", "idea", "chance", "opportunity", "attempt", "attempts", "effort", "efforts", "bid", "support", "time", "push", "suggestion", "condition", "conditions", "interest", "right", "framework", "basis", "lack",
    ), "hypothetical"),
}  # fmt: skip

#: Modifiers of a meeting noun ("possible talks", "the cancelled summit").
NOUN_MODIFIERS: dict[str, StatusEffect] = {
    **dict.fromkeys(("cancelled", "canceled", "aborted", "abandoned", "scrapped", "no"), "denied"),
    **dict.fromkeys(("planned", "plan", "plans", "scheduled", "upcoming", "forthcoming", "coming", "next", "expected", "imminent", "future", "postponed", "delayed"), "planned"),
    **dict.fromkeys(("possible", "potential", "proposed", "hypothetical", "eventual", "any", "suggested", "desired"), "hypothetical"),
}  # fmt: skip

MODALS: dict[str, StatusEffect] = {
    **dict.fromkeys(("will", "'ll", "’ll", "shall", "wo", "ll"), "planned"),
    **dict.fromkeys(("may", "might", "could", "should", "must", "can", "ca", "ought"), "hypothetical"),
    "would": "planned", "'d": "planned", "’d": "planned",
}  # fmt: skip

#: Verbs by which somebody says something.
REPORT_VERBS = frozenset({
    "say", "tell", "announce", "report", "claim", "add", "state", "declare", "confirm", "insist", "write", "note", "quote", "reveal", "disclose", "explain", "reiterate", "stress", "argue", "assert", "allege",
    "acknowledge", "admit", "deny", "believe", "think", "know", "learn", "hear", "understand", "recall", "mention", "suggest", "indicate", "warn", "affirm", "repeat", "maintain", "comment", "post", "tweet",
})  # fmt: skip

# ------------------------------------------------------------------------------------------------------------ pledges


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeVerb:
    """How a verb of promising takes its arguments; the subject is always who promises.

    Attributes:
        clause_only: it promises only with a clause or infinitive ("undertook to"), never with an object alone.
        hearer: the object may be the one to whom it is promised ("assured Costa that").
    """

    clause_only: bool = False
    hearer: bool = False


PLEDGE_VERBS: dict[str, PledgeVerb] = {
    "pledge": PledgeVerb(), "vow": PledgeVerb(), "commit": PledgeVerb(), "recommit": PledgeVerb(),
    "promise": PledgeVerb(hearer=True),
    "undertake": PledgeVerb(clause_only=True), "swear": PledgeVerb(clause_only=True),
    "guarantee": PledgeVerb(clause_only=True, hearer=True), "assure": PledgeVerb(clause_only=True, hearer=True), "reassure": PledgeVerb(clause_only=True, hearer=True),
}  # fmt: skip

PLEDGE_NOUNS = frozenset(
    {
        "pledge",
        "pledges",
        "promise",
        "promises",
        "vow",
        "commitment",
        "commitments",
        "undertaking",
        "assurance",
        "assurances",
        "guarantee",
        "guarantees",
        "word",
    }
)

#: Verbs that lend a promise noun their subject ("made a pledge", "gave assurances").
PLEDGE_LIGHT_VERBS = frozenset(
    {
        "make",
        "give",
        "offer",
        "renew",
        "reiterate",
        "repeat",
        "reaffirm",
        "affirm",
        "issue",
        "announce",
        "extend",
        "restate",
        "voice",
        "receive",
        "win",
        "get",
        "secure",
        "obtain",
    }
)
#: With these the subject gets the promise.
PLEDGE_RECEIVING = frozenset({"receive", "win", "get", "secure", "obtain"})

#: What one gives: with these, "will …", "agreed to …" and "announced it would …" are promises of help or resources.
GIVING_VERBS = frozenset({
    "give", "provide", "send", "lend", "donate", "contribute", "grant", "supply", "deliver", "invest", "fund", "finance", "help", "support", "assist", "extend", "allocate", "pay", "ship", "sponsor", "subsidise", "subsidize",
    "train", "equip", "rebuild", "back", "double", "triple", "increase", "boost", "spend", "earmark", "return", "release", "waive", "forgive", "aid", "transfer", "hand", "dispatch", "deploy", "loan", "offer", "cover", "build", "press", "step", "free", "resume", "continue", "channel", "stand",
})  # fmt: skip
#: The core of these: they tell of help whatever their object.
HELPING_VERBS = frozenset(
    {
        "give",
        "provide",
        "send",
        "lend",
        "donate",
        "contribute",
        "grant",
        "supply",
        "help",
        "support",
        "assist",
        "fund",
        "finance",
        "allocate",
        "aid",
        "sponsor",
        "loan",
        "ship",
        "deliver",
    }
)
#: What makes the others help: an object of this kind, or an amount.
RESOURCES = frozenset({
    "aid", "assistance", "help", "support", "money", "funds", "fund", "funding", "loan", "loans", "credit", "credits", "grant", "grants", "weapons", "weapon", "arms", "ammunition", "tanks", "missiles", "jets", "troops", "soldiers", "peacekeepers", "equipment", "food", "medicine",
    "medicines", "supplies", "relief", "package", "packages", "vaccines", "doses", "investment", "investments", "donation", "donations", "contribution", "contributions", "training", "systems", "vehicles", "batteries", "helicopters", "aircraft", "experts", "doctors", "tonnes", "tons", "shelter",
    "compensation", "debt", "debts", "resources", "dollars", "euros", "pounds", "million", "billion", "wheat", "fuel", "oil", "gas", "electricity", "generators", "shells", "howitzers", "drones", "defences", "defenses",
    "backing", "financing", "sanctions", "observers", "monitors", "teams", "hostages", "prisoners", "material", "hospital", "hospitals", "school", "schools",
})  # fmt: skip

#: Verbs that announce ("said it would provide").
ANNOUNCING_VERBS = frozenset({"say", "announce", "declare", "state", "confirm", "tell", "agree", "decide", "add"})

#: Hostile acts: a vow to do one is a threat, no promise.
#: Source: CAMEO root codes 13 (threaten) and 15-20 as examples, own list.
HOSTILE = frozenset({
    "retaliate", "avenge", "attack", "fight", "destroy", "crush", "punish", "kill", "strike", "respond", "revenge", "bomb", "invade", "eliminate", "annihilate", "hit", "oust", "topple", "overthrow", "wipe", "exterminate", "sue", "defeat", "hunt", "resist", "boycott",
    "hurt", "battle", "escalate", "block", "veto", "expel", "arrest", "sanction", "seize", "storm", "shoot", "fire", "retaliation", "war", "vengeance", "oppose", "challenge", "disrupt", "obliterate", "smash", "dismantle", "derail", "counter",
})  # fmt: skip
#: "Pledge allegiance", "commit suicide": the verb with these is another word.
PLEDGE_EXCLUDED_OBJECTS = frozenset({"allegiance", "suicide", "murder", "murders", "crime", "crimes", "adultery", "fraud", "perjury", "atrocities", "error", "errors", "offence", "offences", "offense", "offenses", "sin", "sins", "acts", "act", "violations", "abuses", "genocide", "robbery", "foul", "fouls", "mistake", "mistakes", "rape", "treason", "revenge", "retaliation", "vengeance", "war"})  # fmt: skip

_BE_HAVE = ("be", "have", "do", "sign")
_ALL_LEMMAS = TOPIC_VERBS | SETTLING_VERBS | LEAVING_VERBS | BREAKING_VERBS | frozenset(MEETING_VERBS) | TALKING_TO_VISITOR | LIGHT_VERBS | TRAVEL_VERBS | frozenset(GOVERNORS) | REPORT_VERBS | frozenset(PLEDGE_VERBS) | PLEDGE_LIGHT_VERBS | GIVING_VERBS | ANNOUNCING_VERBS | HOSTILE | frozenset(_BE_HAVE)  # fmt: skip

#: Every inflected form to its lemma. Where two verbs share a form (found, left) the one listed first by name wins.
VERB_FORMS: dict[str, str] = {form: lemma for lemma in sorted(_ALL_LEMMAS, reverse=True) for form in inflect(lemma)}
VERB_FORMS |= {lemma: lemma for lemma in _ALL_LEMMAS if lemma not in VERB_FORMS}


def governor_effect(lower: str) -> StatusEffect | None:
    """What a governor does to the status of what it governs, looked up by form first ("prepared"), then by lemma."""
    return GOVERNORS.get(lower) or GOVERNORS.get(lemma_of(lower))


def lemma_of(lower: str) -> str:
    """Lemma of a lower-case verb form that some table of ours names; any other form is returned as it is.

    >>> lemma_of("met"), lemma_of("pledging"), lemma_of("sings")
    ('meet', 'pledge', 'sings')
    """
    return VERB_FORMS.get(lower, lower)
