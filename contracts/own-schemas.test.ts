import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['contracts', 'cli', 'reports', 'schemas'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => join(folder, name)),
)

test('there are schemas of the files that people write', () => {
  for (const name of ['annotations', 'workflows/arazzo', 'relations/relations'])
    expect(files).toContain(join('contracts', `${name}.schema.json`))
})

// They are not asked about when they are loaded.
test.each(files)('%s is a JSON Schema', (file) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
  ajv.validateSchema(JSON.parse(readFileSync(join(root, file), 'utf8')))
  expect(ajv.errors ?? []).toEqual([])
})
