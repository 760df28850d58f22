// Writes docs/annotations.md, of the annotations' JSON Schema, and docs/commands.md, of the command line. From source.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
for (const name of ['annotations', 'commands']) {
  const { text } = await jiti.import(`./docs/${name}.ts`)
  writeFileSync(fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url)), text())
}
