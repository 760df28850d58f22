import { bent, broken, type Evidence, kept } from '../core/finding.ts'
import { at, brief, isObject, pointer, typeOf } from '../core/json.ts'
import { oncePer } from '../core/once-per.ts'
import { keepsTypes } from '../schemas/codec/codecs.ts'
import { ambiguitiesOf, facetOf } from '../schemas/derive.ts'
import type { Violation } from '../schemas/judge.ts'
import { keywordsOf } from '../schemas/keywords.ts'
import { nodeAt, type SchemaNode } from '../schemas/node.ts'
import { demanded } from '../schemas/waived.ts'
import { type Check, type CheckContext, documented, finding, parsed } from './check.ts'

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
export const judgeBody = (body: unknown, { context, schema, root, facet }: Judged): readonly Evidence[] => {
  const place = (violation: Violation) => {
    const node = nodeAt(root, violation.path)
    return { node, id: context.id(`${facet}/${facetOf(node?.path ?? violation.path.map(String), violation.keyword)}`) }
  }
  const explained = (violation: Violation, ambiguities: readonly number[]) => ({
    ...finding(context, {
      message: `${pointer(violation.path) || 'The body'} ${violation.message}`,
      at: pointer(violation.path),
      expected: violation.message,
      received: brief(at(body, violation.path)),
    }),
    ...(ambiguities.length > 0 ? { ambiguities } : {}),
  })
  const wide = demanded(root, context.judge('wide', schema, body))
  const broke = wide.map((violation) => {
    const problem = explained(violation, [])
    return context.soft ? bent(place(violation).id, problem) : broken(place(violation).id, problem)
  })
  const known = new Set(broke.map(({ requirement }) => requirement))
  const narrow = demanded(root, context.judge('strict', schema, body))
    .map((violation) => ({ violation, ...place(violation) }))
    .filter(({ id }) => !known.has(id))
    .map(({ violation, node, id }) => bent(id, explained(violation, ambiguitiesFor(node, violation.keyword))))
  const bad = new Set([...known, ...narrow.map(({ requirement }) => requirement)])
  const good = exercised(root, body)
    .map((one) => context.id(`${facet}/${one}`))
    .filter((id) => !bad.has(id))
  return [...broke, ...narrow, ...good.map((one) => kept(one, context.exchange.id))]
}

const ambiguitiesFor = (node: SchemaNode | undefined, keyword: string): readonly number[] => {
  if (!node) return []
  if (keyword === 'required') return node.requiredAmbiguity === undefined ? [] : [node.requiredAmbiguity]
  return ambiguitiesOf(node, keyword)
}

/** The facets that a body was able to break: those of keywords that speak about a value it holds. */
const exercised = (node: SchemaNode, value: unknown): readonly string[] => {
  const facets = new Set<string>()
  const visit = (current: SchemaNode, present: unknown): void => {
    const type = typeOf(present)
    const { ofValue, ofMembers } = facetsOf(current)
    for (const { facet, appliesTo } of ofValue) {
      if (appliesTo.length === 0 || appliesTo.includes(type)) facets.add(facet)
    }
    if (Array.isArray(present)) {
      const { items } = current
      if (items) for (const element of present) visit(items, element)
      return
    }
    if (!isObject(present)) return
    for (const facet of ofMembers) facets.add(facet)
    for (const [name, member] of Object.entries(present)) {
      const child = Object.hasOwn(current.properties, name) ? current.properties[name] : current.additional
      if (child) visit(child, member)
    }
  }
  visit(node, value)
  return [...facets]
}

/** The facets of a place's own keywords, and those of the members it requires. */
const facetsOf = oncePer((node: SchemaNode) => ({
  ofValue: keywordsOf(node).map(({ name, appliesTo }) => ({ facet: facetOf(node.path, name), appliesTo })),
  ofMembers: Object.values(node.properties)
    .filter(({ required }) => required.strict)
    .map(({ path }) => facetOf(path, 'required')),
}))
