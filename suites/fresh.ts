import { numberAt } from '../contracts/schema/schema.ts'
import { uniqueMembersOf } from '../contracts/schema/unique-members.ts'
import { isList, isObject, type Json, type JsonObject } from '../core/json.ts'
import { tokenOf } from '../core/seed.ts'
import { stamped } from '../generators/stamp.ts'
import type { Call } from './request.ts'
import type { Session } from './session.ts'
import { type Drawn, filled, isTemplate } from './supply.ts'

/** Stands in a call where each request sent takes a value of the fixture of its own. */
export const freshMark = (name: string): string => `{fresh:${name}}`

const marked = /^\{fresh:(.+)\}$/

/** What keeps the call's own values though they must be unique: all, or the body, or parameters (`header.Name`). */
export type Verbatim = boolean | { readonly body: boolean; readonly parameters: readonly string[] }

export type Freshness = {
  /** Tells the request from all others of the run. */
  readonly key: string
  readonly verbatim: Verbatim
}

/** The call as it is sent: unique members stamped, marks and templates replaced; or why it cannot be sent. */
export const freshened = async (
  session: Session,
  call: Call,
  { key, verbatim }: Freshness,
): Promise<Call | { readonly reason: string }> => {
  const stampedCall = verbatim === true ? call : withStamps(session, call, { key, verbatim })
  if (![stampedCall.parameters, stampedCall.body ?? null].some(isOpen)) return stampedCall
  const lacks: string[] = []
  const replace = async (value: Json): Promise<Json> => {
    if (typeof value === 'string') {
      const name = marked.exec(value)?.[1]
      if (name === undefined) return isTemplate(value) ? filled(value, tagFor(session, key), key) : value
      const drawn = await session.supplies.draw(name, key)
      if ('value' in drawn) return drawn.value
      lacks.push(drawn.reason)
      return value
    }
    if (isList(value)) return Promise.all(value.map((element) => replace(element)))
    return isObject(value) ? replaceEach(value) : value
  }
  const replaceEach = async (value: JsonObject): Promise<JsonObject> => {
    const members = Object.entries(value).map(async ([name, member]) => [name, await replace(member)] as const)
    return Object.fromEntries(await Promise.all(members))
  }
  const parameters = await replaceEach(stampedCall.parameters)
  const body = stampedCall.body === undefined ? {} : { body: await replace(stampedCall.body) }
  const [reason] = lacks
  return reason === undefined ? { ...stampedCall, parameters, ...body } : { reason }
}

/** What a mark or template stands for, drawn once for a key; undefined where the value is neither. */
export const freshIn = async (session: Session, value: Json, key: string): Promise<Drawn | undefined> => {
  const name = typeof value === 'string' ? marked.exec(value)?.[1] : undefined
  if (name !== undefined) return session.supplies.draw(name, key)
  return isTemplate(value) ? { value: filled(value, tagFor(session, key), key) } : undefined
}

/** Whether a mark or template stands anywhere in a value; in most calls none does. */
const isOpen = (value: Json): boolean => {
  if (typeof value === 'string') return marked.test(value) || isTemplate(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(isOpen)
}

/** Whether the call has values of its own each time it is sent, and so is another one. */
export const isOwnEachTime = (session: Session, call: Call, verbatim: Verbatim): boolean => {
  if ([call.parameters, call.body ?? null].some(isOpen)) return true
  if (verbatim === true) return false
  const [one, other] = ['one', 'other'].map((key) => {
    const { parameters, body } = withStamps(session, call, { key, verbatim })
    return JSON.stringify([parameters, body])
  })
  return one !== other
}

const tagFor = (session: Session, key: string): string => session.tagOf(key.replace(/#\d+$/, ''))

/** With a value of its own in each member and parameter that must be unique. */
const withStamps = (session: Session, call: Call, { key, verbatim }: Freshness): Call => {
  const kept = typeof verbatim === 'boolean' ? { body: verbatim, parameters: [] } : verbatim
  const body = kept.body ? undefined : call.operation.body
  const unique = call.operation.parameters.filter(
    ({ in: where, name, node }) =>
      node.schemas.strict['x-assay-unique'] === true && !kept.parameters.includes(`${where}.${name}`),
  )
  if (unique.length === 0 && (!body || uniqueMembersOf(body.node).length === 0)) return call
  const tag = tagFor(session, key)
  const token = `assay-${tag}-${tokenOf(8, tag, key)}`
  const own = unique.flatMap(({ in: where, name, node }) => {
    const value = call.parameters[`${where}.${name}`]
    const most = numberAt(node.schemas.strict, 'maxLength') ?? Number.POSITIVE_INFINITY
    if (typeof value !== 'string' || value === '' || value.length > most) return []
    return [[`${where}.${name}`, (token + value.slice(token.length)).slice(0, Math.max(value.length, most))] as const]
  })
  return {
    ...call,
    parameters: { ...call.parameters, ...Object.fromEntries(own) },
    ...(body && call.body !== undefined ? { body: stamped(call.body, body.node, token) } : {}),
  }
}
