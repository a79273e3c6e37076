// Builds graphkit/data/brands.tsv: companies, media and teams of the npm package compromise.
//
//     npm install --prefix /tmp/brands compromise@14.17.0
//     node scripts/build_brands.mjs /tmp/brands/node_modules/compromise > graphkit/data/brands.tsv
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const require = createRequire(import.meta.url)
const folder = resolve(process.argv[2])
const nlp = require(`${folder}/builds/three/compromise-three.cjs`)
const { version } = require(`${folder}/package.json`)

// Abbreviations of kinds of organisation, and bands, which news seldom means by these words.
const left_out = new Set([
  'dept', 'univ', 'assn', 'inc', 'ltd', 'co', 'the who', 'destiny child', 'medicaid', 'medicare', 'nasdaq', 'roman empire', 'brexiteers', 'eurosceptics',
  'green day', 'joy division', 'royal bank', 'premier league', 'the guess who', 'the hollies', 'visa',
])
const lexicon = nlp.model().one.lexicon
const kinds = { Organization: 'organization', SportsTeam: 'team' }
const rows = []
for (const [name, tags] of Object.entries(lexicon)) {
  const tag = [].concat(tags).find((t) => t in kinds)
  if (tag && !left_out.has(name)) rows.push(`${name}\t${kinds[tag]}`)
}
console.log(`# Companies, media, bands and teams, in lower case.
# Source: compromise ${version} (npm, MIT), its lexicon's tags Organization and SportsTeam; scripts/build_brands.mjs.
# Columns: name, kind.`)
console.log(rows.sort().join('\n'))
