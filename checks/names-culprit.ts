import type { CulpritRule } from '../contracts/answers.ts'
import { patternFor } from '../core/escapes.ts'
import type { Exchange } from '../core/exchange.ts'
import { type Evidence, failed, passed, warned } from '../core/finding.ts'
import { at, brief, foreignJson, isList, isObject, type Path } from '../core/json.ts'
import { parsed } from './check.ts'

export type Culprit = {
  readonly at: Path
  /** Other spellings of the field that the documents leave open; all of them were broken. */
  readonly spellings: readonly string[]
  /** The value is of another type: parsers then often know only that the body, or what holds it, cannot be read. */
  readonly unreadable: boolean
}

/**
 * Whether a refusal names the field that was broken.
 *
 * Strict: a key is exactly the documented path, counted from the rule's base, or goes on from there to a place below that
 * was sent: of a list with a double it names one of both. Wide: a key, or its message, names the
 * field in any spelling, with any prefix.
 */
export const namesCulprit = (
  requirement: string,
  exchange: Exchange,
  { rule, culprit }: { readonly rule: CulpritRule; readonly culprit: Culprit },
): readonly Evidence[] => {
  if (exchange.outcome.kind !== 'reply') return []
  const body = parsed(exchange.outcome.reply)?.value
  const errors = isObject(body) ? body[rule.member] : undefined
  if (!isObject(errors) || Object.keys(errors).length === 0) return []
  const expected = documentedKey(culprit.at, rule.base)
  const keys = [culprit.at, ...culprit.spellings.map((name) => [...culprit.at.slice(0, -1), name])]
  if (keys.some((path) => Object.hasOwn(errors, documentedKey(path, rule.base))))
    return [passed(requirement, exchange.id)]
  if (Object.keys(errors).some((key) => goesFurther(key, { expected, base: rule.base, exchange })))
    return [passed(requirement, exchange.id)]
  const problem = {
    message: `The refusal does not name the broken field ${expected}`,
    at: `/${rule.member}`,
    expected: `a member ${JSON.stringify(expected)}`,
    received: brief(errors),
    exchange: exchange.id,
  }
  return isNamedSomehow(errors, culprit)
    ? [warned(requirement, { ...problem, ambiguities: [rule.ambiguity] })]
    : [failed(requirement, problem)]
}

type Further = { readonly expected: string; readonly base: string; readonly exchange: Exchange }

/** Whether a key names a place within the field, in the documents' spelling, whose list or object was sent. */
const goesFurther = (key: string, { expected, base, exchange }: Further): boolean => {
  if (expected === '' || !(key.startsWith(`${expected}[`) || key.startsWith(`${expected}.`))) return false
  const path = key.split(/\.|(?=\[)/).map((step) => (/^\[\d+\]$/.test(step) ? Number(step.slice(1, -1)) : step))
  const holder = path.slice(0, -1)
  const body = foreignJson(exchange.request.body ?? '')?.value
  const last = path.at(-1)
  return [[base, ...holder], holder].some((place) => {
    const held = body === undefined ? undefined : at(body, place)
    return typeof last === 'number' ? isList(held) && last < held.length : isObject(held)
  })
}

/** `items[0].unitCost`: as the documents write the path of a field. */
const documentedKey = (path: Path, base: string): string => {
  const inner = path[0] === base && path.length > 1 ? path.slice(1) : path
  return inner.reduce<string>(
    (key, step) => (typeof step === 'number' ? `${key}[${step}]` : key === '' ? step : `${key}.${step}`),
    '',
  )
}

const isNamedSomehow = (
  errors: { readonly [key: string]: unknown },
  { at, spellings, unreadable }: Culprit,
): boolean => {
  const names = at.filter((step) => typeof step === 'string').map(plain)
  const fields = [...names.slice(-1), ...spellings.map(plain)]
  const mentions = [...fields, names.slice(-2).join('')].filter((name) => name !== '').map(asWord)
  // What names another element of the list names another field.
  const texts = Object.entries(errors)
    .filter(([key]) => isOfElement(key, at))
    .map(([key, messages]) => ({
      steps: stepsOf(key),
      text: JSON.stringify(messages).replace(/\\[nrt]/g, ' '),
    }))
  return texts.some(({ steps, text }) => {
    if (fields.length === 0) return true
    if (fields.some((field) => steps.includes(field)) || mentions.some((mention) => mention.test(text))) return true
    const isAbove = steps.length === 0 || names.includes(steps.at(-1) ?? '')
    return unreadable && isAbove
  })
}

/** Whether the places in lists that a key names, if any, are those of a path. */
const isOfElement = (key: string, at: Path): boolean => {
  const named = key.split(/[.[\]/$]+/).filter((step) => /^\d+$/.test(step))
  const own = at.filter((step) => typeof step === 'number').map(String)
  return named.length === 0 || own.length === 0 || named.join() === own.slice(0, named.length).join()
}

/** The names in a key, whatever they are joined by: `$.CustomerOrder.Items[0].Mpn`, `/items/0/mpn`. */
const stepsOf = (key: string): readonly string[] =>
  key
    .split(/[.[\]/$]+/)
    .filter((step) => step !== '' && !/^\d+$/.test(step))
    .map(plain)

/** The name as a word of its own, written together or apart: 'unit Cost', but not the 'id' of 'invalid'. */
const asWord = (name: string): RegExp => {
  const letters = [...name].map(patternFor)
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join(`[\\s_'"-]*`)}(?![\\p{L}\\p{N}])`, 'iu')
}

/** Letters and digits only, lower case; look-alikes of other alphabets stay apart. */
const plain = (text: string): string => text.toLowerCase().replace(/[\s_'"-]/g, '')
