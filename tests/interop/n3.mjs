// Counts the triples of a Turtle file with n3: node n3.mjs PACKAGES FILE.
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [packages, file] = process.argv.slice(2)
const { StreamParser } = await import(pathToFileURL(createRequire(`${packages}/`).resolve('n3')))
let count = 0
createReadStream(file)
  .pipe(new StreamParser({ format: 'text/turtle' }))
  .on('data', () => { count += 1 })
  .on('error', (error) => { console.error(error.message); process.exit(1) })
  .on('end', () => console.log(count))
