// Draws docs/architecture.svg: the folders, and which of those below it each imports.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const { architecture } = await jiti.import('./architecture/architecture.ts')
const file = fileURLToPath(new URL('../docs/architecture.svg', import.meta.url))
writeFileSync(file, architecture())
process.stdout.write(`${file}\n`)
