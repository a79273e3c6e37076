from __future__ import annotations

import itertools

import pytest

from graphkit.model import Document
from graphkit.ner import recognize

TEXT = (
    "OSLO, March 3 (Reuters) - Norwegian Foreign Minister Ingrid Solheim met Kenyan President Joseph Mwangi in Nairobi on Tuesday.\n"
    "Solheim told reporters that she would return. The International Energy Agency (IEA) welcomed the visit, and Moscow said it was informed.\n"
)


def names(extraction, kind):
    return {e.name for e in extraction.entities if e.type == kind and e.mentions}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Talks with K. Wesserling went on, an aide said.", "Person", "K. Wesserling"),
        ("Nobody at the port trusts O. Brackmoor.", "Person", "O. Brackmoor"),
        ("Eva Ruiz met Marie-Louise Garnot in Lyon.", "Person", "Marie-Louise Garnot"),
        ("Eva Ruiz met Jean-Paul Tessandier in Lyon.", "Person", "Jean-Paul Tessandier"),
    ],
)
def test_initials_and_double_given_names_are_people(read, text, kind, name):
    assert name in names(read(text), kind)


@pytest.mark.parametrize(
    "text",
    [
        "A meeting between Havranek and Moldovan Interior Minister Andrei Rusnac took place in Brno.",
        "Talks between Lisowska and Ukrainian Defence Minister Taras Bilenko ended.",
    ],
)
def test_a_nationality_before_a_title_is_no_part_of_a_name(read, text):
    found = read(text)
    assert not any(" and " in e.name for e in found.entities)
    (role,) = found.roles
    place = {e.id: e.name for e in found.entities}[role.organization]
    assert place in {"Moldova", "Ukraine"}


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_nothing_in_nothing(nlp, text):
    assert recognize(nlp(text), Document(id="x")).entities == ()


def test_people_organisations_places(read):
    found = read(TEXT)
    assert names(found, "Person") == {"Ingrid Solheim", "Joseph Mwangi"}
    assert names(found, "Organization") == {"Reuters", "International Energy Agency"}
    assert {"OSLO", "Nairobi"} <= names(found, "Place")


def test_every_mention_quotes_its_span_and_tells_its_rule(read):
    for entity in read(TEXT).entities:
        for mention in (*entity.mentions, *entity.inferred):
            assert TEXT[mention.start : mention.end] == mention.text
            assert mention.rule
            assert 0 < mention.score <= 1
        assert all(not m.inferred for m in entity.mentions)
        assert all(m.inferred for m in entity.inferred)


def test_entities_are_numbered_in_order_of_first_mention(read):
    entities = read(TEXT).entities
    assert [e.id for e in entities] == [f"e{n}" for n in range(1, len(entities) + 1)]
    firsts = [min(m.start for m in (*e.mentions, *e.inferred)) for e in entities]
    assert firsts == sorted(firsts)


def test_mentions_never_overlap(read):
    spans = sorted((m.start, m.end) for e in read(TEXT).entities for m in e.mentions)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_the_doc_stays_as_it_was(nlp):
    doc = nlp(TEXT)
    before = doc.to_bytes()
    first = recognize(doc, Document(id="x"))
    assert doc.to_bytes() == before
    assert recognize(doc, Document(id="x")) == first


def test_metadata_are_kept_without_text(nlp):
    found = recognize(nlp(TEXT), Document(id="a", text=TEXT, title="T"))
    assert found.document == Document(id="a", title="T")


def test_without_coreference_only_adjectives_and_capitals_are_inferred(nlp):
    found = recognize(nlp(TEXT), Document(id="x"), coreference=False)
    assert {m.rule for e in found.entities for m in e.inferred} <= {"demonym", "capital"}


NAMES = [
    ("Talks with President Emil Kovacs went on.", "Person", "Emil Kovacs"),
    ("Gen. Arthur Hughes visited the base.", "Person", "Arthur Hughes"),
    ("Maria van der Berg spoke to the press in Utrecht.", "Person", "Maria van der Berg"),
    ("The speech of Hassan al-Masri was long.", "Person", "Hassan al-Masri"),
    ('Robert "Bobby" Fields won the vote.', "Person", 'Robert "Bobby" Fields'),
    ("Ann Hill, 54, won the vote.", "Person", "Ann Hill"),
    ("KENYA'S MWANGI WINS VOTE\n\nJoseph Mwangi won the vote on Monday.", "Person", "MWANGI"),
    ("President Lee Jae-sung spoke.", "Person", "Lee Jae-sung"),
    ("Zenith Motors Chief Executive Peter Hughes spoke.", "Organization", "Zenith Motors"),
    ("The Associated Press reported it.", "Organization", "Associated Press"),
    ("He left the U.S. Department of Justice.", "Organization", "U.S. Department of Justice"),
    ("They met in The Hague.", "Place", "The Hague"),
    ("Ministers of the European Union agreed.", "Organization", "European Union"),
    ("He works for the World Health Organization.", "Organization", "World Health Organization"),
    ("The Israel-NATO talks failed.", "Organization", "NATO"),
    ("He praised the U.N.-backed force.", "Organization", "U.N."),
    ("The Green Valley Party won seats.", "Organization", "Green Valley Party"),
    ("An envoy came to the White House.", "Place", "White House"),
    ("They flew to Kyiv and to the West Bank.", "Place", "West Bank"),
    ("Joseph R. Harlan, Jr. won the vote.", "Person", "Joseph R. Harlan, Jr."),
    ("Peter Harlan won the vote. Harlan Jr. left.", "Person", "Harlan Jr."),
    ("Harlan Sr. and Ann Hill, Sr., spoke.", "Person", "Harlan Sr."),
    ("Harlan Sr. and Ann Hill, Sr., spoke.", "Person", "Ann Hill, Sr."),
    ("Vandon, 74, denies the charge.", "Person", "Vandon"),
    ("Vandon, 74, denies the charge. On Friday Vandon left.", "Person", "Vandon"),
    ("His Excellency, Most Reverend Dr. Brian Moyo spoke.", "Person", "Brian Moyo"),
    ("Her Majesty spoke to His Royal Highness Prince Karl.", "Person", "Karl"),
    ("Present: Shammi Perera- Executive Board", "Person", "Shammi Perera"),
    ("He joined the Unity League of General Karl Hansen.", "Organization", "Unity League"),
]


@pytest.mark.parametrize(("text", "kind", "name"), NAMES)
def test_name(read, text, kind, name):
    assert name in {m.text for e in read(text).entities if e.type == kind for m in e.mentions}


def test_two_surnames_are_two_people(nlp):
    doc = nlp("Peter Hughes and Anna Keller met. Later a deal of Hughes and Keller failed.")
    start = next(t.i for t in doc if t.text == "Hughes" and t.i > 3)
    doc.ents = [e for e in doc.ents if e.end <= start] + [doc.char_span(*_spot(doc, start), label="ORG")]
    people = {e.name: len(e.mentions) for e in recognize(doc, Document(id="x")).entities}
    assert people == {"Peter Hughes": 2, "Anna Keller": 2}


def _spot(doc, start):
    return doc[start].idx, doc[start + 2].idx + len(doc[start + 2])


NO_NAMES = [
    "COVID-19 spread in the country.",
    "Brexit was late.",
    "The US defence secretary, the Prime Minister and the Foreign Minister came.",
    "Fireworks were banned. People like fireworks.",
    "British Defence officials and the Home Secretary met.",
    "She wrote on Twitter that it was over.",
    "His Excellency and Her Majesty came. The Reverend spoke.",
    "Post-Brexit talks failed.",
    "The Energy and Maritime Affairs Secretary left.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_person_and_no_organisation(read, text):
    assert [e for e in read(text).entities if e.type != "Place"] == []


def test_where_something_is_published_takes_no_part(read):
    text = "Helen Brown wrote on Twitter that she would resign. Peter Hughes replied on Twitter."
    assert [e.name for e in read(text).entities] == ["Helen Brown", "Peter Hughes"]


def test_the_same_word_takes_part_elsewhere(read):
    text = "Regulators in Norway fined Facebook. The parties agreed on Facebook's appeal."
    assert "Facebook" in {e.name for e in read(text).entities}
