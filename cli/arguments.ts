import { InvalidArgumentError } from 'commander'
import type { Shard } from '../core/evidence-line.ts'
import type { Json } from '../core/json.ts'
import type { Limits } from '../core/limits.ts'
import type { Consent } from '../core/run-spec.ts'
import { UsageError } from './usage-error.ts'

export const whole = (text: string): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return value
}

/** Of an option whose value may be left out. */
export const atLeastOne = (text: string): number => {
  const value = whole(text)
  if (value < 1) throw new InvalidArgumentError('It must be a whole number, 1 or more.')
  return value
}

export const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number above 0.')
  return value
}

export const percent = (text: string): number => {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('It must be a share in percent, from 0 to 100.')
  return value
}

/** `2/4`: the second of four parts. */
export const shardOf = (text: string): Shard => {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count) throw new InvalidArgumentError('It must be of the form 1/4: which part of how many.')
  return { index, count }
}

export const gather = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

export const gatherConsent = (value: string, before: readonly Consent[]): readonly Consent[] => {
  if (!['write', 'concurrent', 'destructive'].includes(value))
    throw new InvalidArgumentError('Allowed are write, concurrent, destructive.')
  return [...before, value as Consent]
}

/** `name=value`. Objects and lists are written as JSON; everything else is text as it stands. */
export const gatherFixture = (pair: string, before: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> => {
  const equals = pair.indexOf('=')
  if (equals < 1) throw new UsageError(`--fixture '${pair}' is not of the form name=value.`)
  return { ...before, [pair.slice(0, equals)]: fixtureValue(pair.slice(equals + 1)) }
}

const fixtureValue = (text: string): Json => {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new UsageError(`The fixture value ${text} looks like JSON but does not parse.`)
  }
}

/** `write=100/60`: 100 requests of the class in 60 seconds. */
export const gatherLimit = (value: string, before: Limits): Limits => {
  const [, name, requests, perSeconds] = /^(read|write)=([1-9]\d*)\/(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (name === undefined || !(Number(perSeconds) > 0))
    throw new InvalidArgumentError('Write it as read=200/60 or write=100/60: so many requests in so many seconds.')
  return { ...before, [name]: { requests: Number(requests), perSeconds: Number(perSeconds) } }
}
