import { Ajv } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import addFormats from 'ajv-formats'
import schemas from 'har-schema'

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addMetaSchema(draft6)
for (const schema of Object.values(schemas)) ajv.addSchema(schema)

/** What the published schema of HTTP Archive 1.2 says against a document. */
export const harErrors = (document: unknown): readonly string[] => {
  ajv.validate('har.json#', document)
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
