// Validates with shacl-engine: node shacl.mjs PACKAGES SHAPES DATA prints "rule<TAB>focus node" for every result.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [packages, shapesFile, dataFile] = process.argv.slice(2)
const from = createRequire(`${packages}/`)
const load = async (name) => import(pathToFileURL(from.resolve(name)))
const { Parser } = await load('n3')
const { Validator } = await load('shacl-engine')
const { validations } = await load('shacl-engine/sparql.js')
const factory = (await load('@rdfjs/data-model')).default
const { default: datasets } = await load('@rdfjs/dataset')

const read = (file) => datasets.dataset(new Parser({ factory }).parse(readFileSync(file, 'utf8')))
const validator = new Validator(read(shapesFile), { factory, validations })
const report = await validator.validate({ dataset: read(dataFile) })
for (const result of report.results) {
  console.log(`${result.shape.ptr.value}\t${result.focusNode.value}`)
}
