import { readFileSync } from 'node:fs'
import { newAjv } from '../contracts/schema/judge.ts'
import type { EvidenceLine } from '../core/evidence-line.ts'
import type { JsonObject } from '../core/json.ts'
import { lazily } from '../core/lazily.ts'
import type { Report } from '../core/report.ts'

/** Files that we wrote, and that anybody may have changed since. */
const schemaIn = (place: string): JsonObject =>
  JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as JsonObject

/** Made when the first file is read: most commands read none. */
const ajv = lazily(() =>
  newAjv().addSchema(schemaIn('../reports/report.schema.json')).addSchema(schemaIn('./evidence.schema.json')),
)
const report = lazily(() => ajv().getSchema('https://assay.invalid/schemas/report/1'))
const line = lazily(() => ajv().getSchema('https://assay.invalid/schemas/evidence/1'))

/** What is wrong about a report first; undefined where it is one. */
export const whyNoReport = (value: unknown): string | undefined => firstOf(report(), value)

/** What is wrong about a line of evidence first; undefined where it is one. */
export const whyNoLine = (value: unknown): string | undefined => firstOf(line(), value)

export const isReport = (value: unknown): value is Report => whyNoReport(value) === undefined
/** Older versions did not mark which run a line belongs to. */
export type ReadLine = EvidenceLine & { readonly run?: string }

export const isLine = (value: unknown): value is ReadLine => whyNoLine(value) === undefined

const firstOf = (validate: ReturnType<typeof report>, value: unknown): string | undefined => {
  if (validate === undefined) throw new Error('The schema of our own files cannot be read.')
  if (validate(value)) return undefined
  const first = validate.errors?.find(({ keyword }) => keyword !== 'if')
  return `${first?.instancePath || 'it'} ${first?.message ?? 'is wrong'}`
}
