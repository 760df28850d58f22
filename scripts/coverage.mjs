// Writes docs/coverage.md: every row of the documents with the requirements that hold it. From source, so that no build is needed.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const { coverage } = await jiti.import('./coverage/coverage.ts')
const file = fileURLToPath(new URL('../docs/coverage.md', import.meta.url))
const text = await coverage()
writeFileSync(file, text)
process.stdout.write(`${file}: ${text.length} characters\n`)
