import { keepsTypes } from '../contracts/codec/codecs.ts'
import { facetOf } from '../contracts/requirements/facets.ts'
import { ambiguitiesOf } from '../contracts/requirements/of-schema.ts'
import { tooCostly, type Violation } from '../contracts/schema/judge.ts'
import { keywordsOf, rulesAt, whyUnjudged } from '../contracts/schema/keywords.ts'
import { nodeAt, type SchemaNode } from '../contracts/schema/node.ts'
import { allowsNothing, asSchema } from '../contracts/schema/schema.ts'
import { demanded } from '../contracts/waived.ts'
import { type Evidence, failed, inconclusive, passed, warned } from '../core/finding.ts'
import { at, isList, isObject, type Json, pointer, typeOf } from '../core/json.ts'
import { oncePer } from '../core/once-per.ts'
import { isSurelyMatch } from '../core/pattern.ts'
import { type Check, type CheckContext, documented, finding, parsed } from './check.ts'
import { wordsOf } from './violation-words.ts'

export const responseBody: Check = {
  rule: 'OpenAPI 3.1 Media Type Object: the schema defines the content of the response.',
  run(context) {
    const found = documented(context)
    // The schema is that of the JSON or XML form.
    if (found && !keepsTypes(found.reply.headers['content-type'] ?? '')) return []
    const body = found && parsed(found.reply, found.spec)
    if (!found?.spec.schema || !found.spec.node || !body) return []
    return judgeBody(body.value, {
      context,
      schema: found.spec.schema,
      root: found.spec.node,
      facet: `response.${found.spec.status}`,
    })
  },
}

export type Judged = {
  readonly context: CheckContext
  /** JSON Pointer of the body's schema. */
  readonly schema: string
  readonly root: SchemaNode
  /** Where the requirements of this body stand: `response.200`, `event`. */
  readonly facet: string
}

/** Every requirement that a body was able to break, kept or broken under both readings. */
export const judgeBody = (body: Json | undefined, { context, schema, root, facet }: Judged): readonly Evidence[] => {
  const place = (violation: Violation) => {
    const node = nodeAt(root, violation.path)
    return { node, id: context.id(`${facet}/${facetOf(node?.path ?? violation.path.map(String), violation.keyword)}`) }
  }
  const explained = (violation: Violation, { reading, ambiguities }: Explained) => {
    const value = at(body, violation.path)
    const { message, ...words } = wordsOf(violation, { node: nodeAt(root, violation.path), reading, value })
    return {
      ...finding(context, { ...words, message: `${message}${alike(violation)}`, at: pointer(violation.path) }),
      ...(ambiguities.length > 0 ? { ambiguities } : {}),
    }
  }
  const strict = context.judge('strict', schema, body)
  // What keeps the strict reading keeps every other.
  const said = { wide: strict.length === 0 ? [] : context.judge('wide', schema, body), strict }
  const unjudged = [...said.wide, ...said.strict].find(({ keyword }) => keyword === tooCostly)
  const judgedOf = (violations: readonly Violation[]) =>
    demanded(root, violations).filter(({ keyword }) => keyword !== tooCostly)
  const wide = judgedOf(said.wide)
  const broke = wide.map((violation) => {
    const problem = explained(violation, { reading: 'wide', ambiguities: [] })
    return context.soft ? warned(place(violation).id, problem) : failed(place(violation).id, problem)
  })
  const known = new Set(broke.map(({ requirement }) => requirement))
  const narrow = judgedOf(said.strict)
    .map((violation) => ({ violation, ...place(violation) }))
    .filter(({ id }) => !known.has(id))
    .map(({ violation, node, id }) => {
      const ambiguities = ambiguitiesFor(node, violation.keyword)
      return warned(id, explained(violation, { reading: 'strict', ambiguities }))
    })
  const bad = new Set([...known, ...narrow.map(({ requirement }) => requirement)])
  const idOf = idsBelow(root, context.id(facet))
  const good = exercised(root, body)
    .map(idOf)
    .filter((id) => !bad.has(id))
  // Where not all was looked at, what was not found broken may be so all the same.
  const rest = good.map((one) =>
    unjudged
      ? inconclusive(one, `the reply is too costly to judge: ${unjudged.message}`)
      : passed(one, context.exchange.id),
  )
  return [...broke, ...narrow, ...rest]
}

/** The same text for the same facet each time: one that is put together anew takes long to be looked up. */
const idsBelow = (root: SchemaNode, prefix: string): ((facet: string) => string) => {
  const known = idsOf(root)
  const ids = known.get(prefix) ?? new Map<string, string>()
  known.set(prefix, ids)
  return (facet) => {
    const id = ids.get(facet) ?? `${prefix}/${facet}`
    ids.set(facet, id)
    return id
  }
}

const idsOf = oncePer((_: SchemaNode) => new Map<string, Map<string, string>>())

type Explained = { readonly reading: 'wide' | 'strict'; readonly ambiguities: readonly number[] }

const alike = ({ more }: Violation): string => (more === undefined ? '' : ` (and so in ${more} more places)`)

const ambiguitiesFor = (node: SchemaNode | undefined, keyword: string): readonly number[] => {
  if (!node) return []
  if (keyword === 'required') return node.requiredAmbiguity === undefined ? [] : [node.requiredAmbiguity]
  return ambiguitiesOf(node, keyword)
}

/** The facets that a body was able to break: those of keywords that speak about a value it holds, or leaves out. */
const exercised = (node: SchemaNode, value: Json | undefined): readonly string[] => {
  const facets = new Set<string>()
  const visit = (current: SchemaNode, present: Json | undefined): void => {
    const type = typeOf(present)
    const { ofValue, ofMembers } = facetsOf(current)
    for (const { facet, appliesTo, mayBreak } of ofValue) {
      if (facets.has(facet)) continue
      if ((appliesTo.length === 0 || appliesTo.includes(type)) && mayBreak(present)) facets.add(facet)
    }
    if (isList(present)) {
      for (let place = 0; place < present.length; place += 1) {
        const child = elementNode(current, place)
        if (child) visit(child, present[place])
      }
      return
    }
    if (!isObject(present)) return
    for (const facet of ofMembers) facets.add(facet)
    for (const name of Object.keys(present)) {
      const child = memberNode(current, name)
      if (child) visit(child, present[name])
    }
  }
  visit(node, value)
  return [...facets]
}

/** The node that speaks about a member: what its name matches a pattern for is not one of the others. */
const memberNode = ({ properties, additional, schemas: { strict } }: SchemaNode, name: string) => {
  if (Object.hasOwn(properties, name)) return properties[name]
  const isPatterned = Object.keys(asSchema(strict['patternProperties'])).some((one) => isSurelyMatch(one, name))
  return isPatterned ? undefined : additional
}

/** The node that speaks about an element: the first ones may have schemas of their own. */
const elementNode = ({ items, schemas: { strict } }: SchemaNode, place: number) =>
  Array.isArray(strict['prefixItems']) && place < strict['prefixItems'].length ? undefined : items

/** The facets of a place's own keywords, and those of the members it requires or forbids. */
const facetsOf = oncePer((node: SchemaNode) => ({
  ofValue: keywordsOf(node)
    .filter((keyword) => whyUnjudged(node, keyword) === undefined)
    .map((keyword) => {
      const rules = rulesAt(node, keyword)
      return {
        facet: facetOf(node.path, keyword.name),
        appliesTo: keyword.appliesTo,
        mayBreak: (value: Json | undefined) => rules.some((rule) => keyword.mayBreak?.(rule, value) ?? true),
      }
    }),
  ofMembers: Object.values(node.properties).flatMap(({ path, required, schemas }) => [
    ...(required.strict ? [facetOf(path, 'required')] : []),
    // To hold it is to break it, so that each object without it has kept it.
    ...([schemas.strict, schemas.wide].some(allowsNothing) ? [facetOf(path, 'not')] : []),
  ]),
}))
