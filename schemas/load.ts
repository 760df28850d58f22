import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonObject } from '../core/json.ts'
import type { Requirement, Source } from '../core/requirement.ts'
import { assertSchemas } from './assert-schemas.ts'
import { bundle } from './bundle.ts'
import type { Contract } from './contract.ts'
import { ContractError } from './contract-error.ts'
import { deriveEvent, deriveOperation } from './derive.ts'
import { flattenIn } from './flatten.ts'
import { withNamedValues } from './foreign.ts'
import { judgeFor } from './judge.ts'
import { limitsIn } from './limits.ts'
import { numbersIn } from './node.ts'
import { assertOpenApi } from './openapi.ts'
import { readEvents, readOperations } from './operations.ts'
import { readAs } from './readings.ts'
import { upgrade } from './upgrade.ts'

const home = fileURLToPath(new URL('.', import.meta.url))

/** Names of the contracts that ship with the package, in alphabetical order. */
export const builtIn = (): readonly string[] =>
  readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(home, entry.name, 'openapi.yaml')))
    .map(({ name }) => name)
    .sort()

export type LoadOptions = {
  /** It was loaded before, in another thread: that it is OpenAPI was seen then. @defaultValue false */
  readonly isKnown?: boolean
}

/**
 * A contract by built-in name, path or http(s) URL of an OpenAPI 3.0 or 3.1 document.
 *
 * @throws ContractError saying what is wrong with it
 */
export const loadContract = async (reference: string, { isKnown = false }: LoadOptions = {}): Promise<Contract> => {
  const location = locate(reference)
  const raw = await bundle(location)
  if (!isKnown) await assertOpenApi(raw, reference)
  const isForeign = !builtIn().includes(String(raw['x-assay-id']))
  const upgraded = upgrade(raw)
  const bundled = isForeign ? withNamedValues(upgraded) : upgraded
  if (!isKnown) assertSchemas(bundled, reference)
  const documents = {
    wide: readAs(bundled, 'wide'),
    strict: readAs(bundled, 'strict'),
    fair: readAs(bundled, 'fair'),
  }
  const judge = judgeFor(documents)
  const flatten = {
    wide: flattenIn(documents.wide),
    strict: flattenIn(documents.strict),
    fair: flattenIn(documents.fair),
  }
  const context = { documents, nodes: { flatten } }
  const operations = readOperations(context)
  const events = readEvents(context)
  const info = raw['info'] as { title: string; version: string }
  const id = typeof raw['x-assay-id'] === 'string' ? raw['x-assay-id'] : slug(info.title)
  const requirements = [
    ...operations.flatMap((operation) => deriveOperation(id, operation)),
    ...events.flatMap((event) => deriveEvent(id, event)),
    ...writtenByHand(id, raw),
  ]
  return {
    id,
    title: info.title,
    version: info.version,
    isForeign,
    digest: createHash('sha256').update(JSON.stringify(raw)).digest('hex'),
    documents,
    operations,
    events,
    requirements: unique(requirements),
    limits: limitsIn(raw),
    judge,
  }
}

const locate = (reference: string): string => {
  if (builtIn().includes(reference)) return join(home, reference, 'openapi.yaml')
  if (/^https?:\/\//.test(reference) || existsSync(reference)) return reference
  throw new ContractError(
    `There is no contract '${reference}'. Built in: ${builtIn().join(', ')}. Or give the path or URL of an OpenAPI 3.0 or 3.1 document.`,
  )
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'contract'

const unique = (requirements: readonly Requirement[]): readonly Requirement[] => [
  ...new Map(requirements.map((requirement) => [requirement.id, requirement])).values(),
]

type Written = {
  readonly id: string
  readonly operation: string
  readonly title: string
  readonly how: string
  readonly level?: Requirement['level']
  readonly ambiguities?: readonly number[]
  readonly fixtures?: readonly string[]
  readonly testable?: boolean
  readonly 'x-assay-source': Source
}

const writtenByHand = (contract: string, document: JsonObject): readonly Requirement[] => {
  const written = document['x-assay-requirements']
  if (!Array.isArray(written)) return []
  return (written as unknown as readonly Written[]).map((entry) => ({
    id: `${contract}/${entry.id}`,
    operation: entry.operation,
    level: entry.level ?? 'must',
    title: entry.title,
    source: entry['x-assay-source'],
    ambiguities: numbersIn(entry.ambiguities),
    testedBy: { kind: entry.testable === false ? 'nothing' : 'flow', how: entry.how },
    fixtures: entry.fixtures ?? [],
  }))
}
