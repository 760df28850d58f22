import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type JsonObject, objectOf } from '../core/json.ts'
import { levelOfSource, type Requirement } from '../core/requirement.ts'
import { sha256 } from '../core/sha256.ts'
import { annotation } from './annotations.ts'
import { assertAnnotations } from './assert-annotations.ts'
import { assertSchemas } from './assert-schemas.ts'
import { bundleOf, textsOf } from './bundle.ts'
import { isChecked, nowChecked } from './checked.ts'
import type { Contract } from './contract.ts'
import { ContractError } from './contract-error.ts'
import { withNamedValues } from './foreign.ts'
import { limitsIn } from './limits.ts'
import { assertOpenApi } from './openapi.ts'
import { readEvents, readOperations } from './operations.ts'
import { isUrl } from './read-bounded.ts'
import { assertOperations, loadRelations } from './relations/load-relations.ts'
import { readRelations } from './relations/read-relations.ts'
import { deriveEvent, deriveOperation } from './requirements/derive.ts'
import { flattenIn } from './schema/flatten.ts'
import { judgeFor } from './schema/judge.ts'
import { sourceIn } from './schema/provenance.ts'
import { readAs } from './schema/readings.ts'
import { upgrade } from './upgrade.ts'
import { loadWorkflows } from './workflows/load-workflows.ts'

const home = fileURLToPath(new URL('../schemas/', import.meta.url))

/** Names of all contracts that ship with the package, in alphabetical order. */
export const shipped = (): readonly string[] =>
  readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(home, entry.name, 'openapi.yaml')))
    .map(({ name }) => name)
    .sort()

/** Of these, the ones that are meant where none is named: an example is run where it is asked for only. */
export const builtIn = (): readonly string[] => shipped().filter((name) => !name.startsWith('example-'))

export type LoadOptions = {
  /** It was loaded before, in another thread: that it is OpenAPI was seen then. @defaultValue false */
  readonly isKnown?: boolean
  /** Folders, and http(s) origins, that it may refer to beside its own. @defaultValue none */
  readonly allowRef?: readonly string[]
  /** Files of Arazzo workflows; those that are about another contract are left out. @defaultValue none */
  readonly workflows?: readonly string[]
  /** Contracts that are run with it: whose workflows are meant must be said then. @defaultValue false */
  readonly isOneOfSeveral?: boolean
}

/**
 * A contract by built-in name, path or http(s) URL of an OpenAPI 3.0 or 3.1 document.
 *
 * @throws ContractError saying what is wrong with it
 */
export const loadContract = async (
  reference: string,
  { isKnown = false, allowRef = [], workflows: files = [], isOneOfSeveral = false }: LoadOptions = {},
): Promise<Contract> => {
  const location = locate(reference)
  const bundled = await bundleOf(location, allowRef)
  const raw = bundled.document
  const isSeen = isKnown || isChecked('document', textsOf(bundled))
  if (!isSeen) await assertOpenApi(raw, reference)
  if (!isSeen) assertAnnotations(bundled)
  const isForeign = !shipped().includes(String(raw['x-assay-id']))
  const upgraded = isForeign ? withNamedValues(upgrade(raw)) : upgrade(raw)
  if (!isSeen) assertSchemas(upgraded, reference)
  nowChecked('document', textsOf(bundled))
  const documents = {
    wide: readAs(upgraded, 'wide'),
    strict: readAs(upgraded, 'strict'),
    fair: readAs(upgraded, 'fair'),
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
  const { title, version } = objectOf(raw['info'])
  const info = { title: String(title), version: String(version) }
  const id = annotation(raw, 'x-assay-id') ?? slug(info.title)
  const file = loadRelations(location, allowRef)
  const related = readRelations(id, file?.written ?? { relations: [] })
  if (file) assertOperations(file, related, operations)
  const requirements = [
    ...operations.flatMap((operation) => deriveOperation(id, operation)),
    ...events.flatMap((event) => deriveEvent(id, event)),
    ...writtenByHand(id, raw),
    ...related.requirements,
  ]
  const stories = loadWorkflows(files, { id, location, operations, requirements, isOneOfSeveral, allowRef })
  return {
    id,
    title: info.title,
    version: info.version,
    isForeign,
    digest: sha256(JSON.stringify(withParts(raw, { relations: file?.written.relations, workflows: stories.written }))),
    documents,
    operations,
    events,
    requirements: unique([...requirements, ...stories.requirements]),
    limits: limitsIn(raw),
    relations: related.relations,
    workflows: stories.workflows,
    judge,
  }
}

/** What stands beside the document belongs to it; a document that stands alone is as it is. */
const withParts = (
  document: JsonObject,
  { relations, workflows }: { readonly relations: unknown; readonly workflows: readonly unknown[] },
): object =>
  relations === undefined && workflows.length === 0
    ? document
    : {
        document,
        ...(relations === undefined ? {} : { relations }),
        ...(workflows.length === 0 ? {} : { workflows }),
      }

const locate = (reference: string): string => {
  if (shipped().includes(reference)) return join(home, reference, 'openapi.yaml')
  if (isUrl(reference) || existsSync(reference)) return reference
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

const writtenByHand = (contract: string, document: JsonObject): readonly Requirement[] =>
  (annotation(document, 'x-assay-requirements') ?? []).map((entry) => {
    const source = sourceIn(entry) ?? { document: contract, section: entry.id }
    return {
      id: `${contract}/${entry.id}`,
      operation: entry.operation,
      level: entry.level ?? levelOfSource(source),
      title: entry.title,
      source,
      ambiguities: entry.ambiguities ?? [],
      testedBy:
        entry.testable === false
          ? { kind: 'nothing', how: entry.how }
          : { kind: 'flow', how: entry.how, ...(entry.shows ? { shows: entry.shows } : {}) },
      fixtures: entry.fixtures ?? [],
    }
  })
