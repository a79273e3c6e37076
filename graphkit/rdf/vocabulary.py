"""The namespaces and terms that graphkit writes, in one place.

Every term of `GK` is defined in ``ontology/graphkit.ttl``, and that file defines no other; a test compares the two.

Source:
    https://schema.org/docs/faq.html (https is schema.org's preferred scheme), https://www.w3.org/TR/vocab-org/,
    https://www.w3.org/TR/prov-o/, https://www.w3.org/TR/skos-reference/, https://www.w3.org/TR/owl-time/,
    http://xmlns.com/foaf/0.1/,
    https://www.wikidata.org/wiki/Wikidata:Data_access (entity IRIs begin with http).
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

GK: Final = "https://w3id.org/graphkit#"
SCHEMA: Final = "https://schema.org/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
TIME: Final = "http://www.w3.org/2006/time#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OA: Final = "http://www.w3.org/ns/oa#"
WIKIDATA: Final = "http://www.wikidata.org/entity/"

PREFIXES: Final = {
    "gk": GK,
    "schema": SCHEMA,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "owl": OWL,
    "skos": SKOS,
    "time": TIME,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "wd": WIKIDATA,
}
"""Bound in every Turtle file, and known to every query without a declaration."""

DATA_FOLDERS: Final = (
    "anchor",
    "article",
    "cluster",
    "decision",
    "evidence",
    "graph",
    "meeting",
    "mention",
    "organization",
    "person",
    "place",
    "pledge",
    "property",
    "relation",
    "role",
    "run",
    "via",
)
"""The first part of an id; each is bound as a prefix of its own, so that a file reads ``person:ada-byron-1a2b3c4d``."""


def data_prefixes(base_iri: str) -> dict[str, str]:
    """Give the prefixes for the nodes below a base IRI.

    >>> data_prefixes("https://example.org/")["person"]
    'https://example.org/person/'
    """
    return {folder: f"{base_iri}{folder}/" for folder in DATA_FOLDERS}


def _gk(name: str) -> NamedNode:
    return NamedNode(GK + name)


def _schema(name: str) -> NamedNode:
    return NamedNode(SCHEMA + name)


TYPE: Final = NamedNode(RDF + "type")
LABEL: Final = NamedNode(RDFS + "label")
SEQ: Final = NamedNode(RDF + "Seq")
MEMBER: Final = RDF + "_"

# classes
ENTITY: Final = _gk("Entity")
EVENT: Final = _gk("Event")
MEETING: Final = _gk("Meeting")
PLEDGE: Final = _gk("Pledge")
RELATION: Final = _gk("Relation")
OBJECT_PROPERTY: Final = NamedNode(OWL + "ObjectProperty")
SYMMETRIC_PROPERTY: Final = NamedNode(OWL + "SymmetricProperty")
MEMBERSHIP: Final = _gk("Membership")
EVIDENCE: Final = _gk("Evidence")
MENTION: Final = _gk("Mention")
ARTICLE: Final = _gk("Article")
CLUSTER: Final = _gk("Cluster")
PARTICIPATION: Final = _gk("Participation")
PARTIAL_DATE: Final = _gk("PartialDate")
TERM: Final = _gk("Term")
TIME_INTERVAL: Final = NamedNode(TIME + "Interval")
AMOUNT: Final = _gk("Amount")
RUN: Final = _gk("Run")
DECISION: Final = _gk("Decision")
ANCHOR: Final = _gk("Anchor")
PROV_ENTITY: Final = NamedNode(PROV + "Entity")
PROV_ACTIVITY: Final = NamedNode(PROV + "Activity")
NEWS_ARTICLE: Final = _schema("NewsArticle")
SCHEMA_EVENT: Final = _schema("Event")
MONETARY_AMOUNT: Final = _schema("MonetaryAmount")
QUANTITATIVE_VALUE: Final = _schema("QuantitativeValue")
ORG_MEMBERSHIP: Final = NamedNode(ORG + "Membership")

ENTITY_CLASSES: Final = {
    "Person": (_gk("Person"), _schema("Person"), NamedNode(FOAF + "Person")),
    "Organization": (
        _gk("Organization"),
        _schema("Organization"),
        NamedNode(FOAF + "Organization"),
        NamedNode(ORG + "Organization"),
    ),
    "Place": (_gk("Place"), _schema("Place")),
}
"""The classes of each entity type, ours first. All are stated, because plain SPARQL infers nothing."""

COUNTRY_CLASSES: Final = (_gk("Country"), _schema("Country"))

# what is said of entities
NAME: Final = _schema("name")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
EXACT_MATCH: Final = NamedNode(SKOS + "exactMatch")
IDENTIFIER: Final = _schema("identifier")
KIND: Final = _gk("kind")
HAS_MENTION: Final = _gk("mention")
HAS_CLUSTER: Final = _gk("cluster")
MERGE_REASON: Final = _gk("mergeReason")
MET_WITH: Final = _gk("metWith")
PLANS_TO_MEET: Final = _gk("plansToMeet")
PLEDGED_TO: Final = _gk("pledgedTo")
HOLDS_ROLE_IN: Final = _gk("holdsRoleIn")

# what is said of passages
QUOTE: Final = _gk("quote")
TEXT: Final = _gk("text")
START: Final = _gk("start")
END: Final = _gk("end")
RANK: Final = _gk("rank")
RULE: Final = _gk("rule")
CONFIDENCE: Final = _gk("confidence")
INFERRED: Final = _gk("inferred")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
GENERATED_BY: Final = NamedNode(PROV + "wasGeneratedBy")

# what is said of events
STATUS: Final = _gk("status")
HAS_EVIDENCE: Final = _gk("evidence")
ATTRIBUTED_TO: Final = _gk("attributedTo")
PARTICIPANT: Final = _gk("participant")
HOST: Final = _gk("host")
PLACE: Final = _gk("place")
PLACE_ORDER: Final = _gk("placeOrder")
PLACE_BASIS: Final = _gk("placeBasis")
TOPIC: Final = _gk("topic")
RENEWED: Final = _gk("renewed")
MODE: Final = _gk("mode")
VIA: Final = _gk("via")
PARTY: Final = _gk("party")
TRIGGER_START: Final = _gk("triggerStart")
TRIGGER_END: Final = _gk("triggerEnd")
REPORTS_MERGED: Final = _gk("reportsMerged")
PLEDGER: Final = _gk("pledger")
RECIPIENT: Final = _gk("recipient")
RECIPIENT_ORDER: Final = _gk("recipientOrder")
CONTENT: Final = _gk("content")
CONTENT_START: Final = _gk("contentStart")
CONTENT_END: Final = _gk("contentEnd")
DUE: Final = _gk("due")
HAS_AMOUNT: Final = _gk("amount")
OF_RELATION: Final = _gk("relation")
SOURCE: Final = _gk("source")
TARGET: Final = _gk("target")
JOINT: Final = _gk("joint")

# dates
DATE: Final = _gk("date")
EARLIEST: Final = _gk("earliest")
LATEST: Final = _gk("latest")
DATE_PRECISION: Final = _gk("datePrecision")
DATE_BASIS: Final = _gk("dateBasis")
DATE_TEXT: Final = _gk("dateText")
DATE_START: Final = _gk("dateStart")
DATE_END: Final = _gk("dateEnd")
XSD_DATE: Final = NamedNode(XSD + "date")
XSD_DATE_TIME: Final = NamedNode(XSD + "dateTime")
XSD_DECIMAL: Final = NamedNode(XSD + "decimal")

# amounts
MIN_VALUE: Final = _schema("minValue")
MAX_VALUE: Final = _schema("maxValue")
CURRENCY: Final = _schema("currency")
UNIT_TEXT: Final = _schema("unitText")
QUALIFIER: Final = _gk("qualifier")

# roles
ROLE_MEMBER: Final = NamedNode(ORG + "member")
ROLE_ORGANIZATION: Final = NamedNode(ORG + "organization")
TITLE: Final = _gk("title")
TENSE: Final = _gk("tense")
MEMBER_DURING: Final = NamedNode(ORG + "memberDuring")
BEGINS: Final = _gk("begins")
ENDS: Final = _gk("ends")

# articles
HEADLINE: Final = _schema("headline")
URL: Final = _schema("url")
AUTHOR: Final = _schema("author")
PUBLISHER: Final = _schema("publisher")
DATE_PUBLISHED: Final = _schema("datePublished")
IN_LANGUAGE: Final = _schema("inLanguage")
SKIPPED: Final = _gk("skipped")
NEAR_DUPLICATE_OF: Final = _gk("nearDuplicateOf")

# decisions
JUDGEMENT: Final = _gk("judgement")
DECIDED_ON: Final = _gk("decidedOn")
DECIDED_OF: Final = _gk("decidedOf")
DECIDED_WITH: Final = _gk("decidedWith")
DECIDED_BY: Final = _gk("decidedBy")
NOTE: Final = _gk("note")
SETTLED_BY: Final = _gk("settledBy")

# the run
VERSION: Final = _gk("version")
MODEL: Final = _gk("model")
MODEL_VERSION: Final = _gk("modelVersion")
CONFIGURATION_DIGEST: Final = _gk("configurationDigest")
STARTED_AT: Final = NamedNode(PROV + "startedAtTime")
INFORMED_BY: Final = NamedNode(PROV + "wasInformedBy")
USED: Final = NamedNode(PROV + "used")
