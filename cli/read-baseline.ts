import { parseText } from '../contracts/parse-text.ts'
import { shortText } from '../core/bounded-text.ts'
import { isObject } from '../core/json.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import type { Baseline, KnownFailure } from '../reports/baseline.ts'
import { isDay } from './day.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError where the file is no list of known failures, naming entry and key */
export const readBaseline = async (file: string): Promise<Baseline> => ({
  file,
  known: checked(parseText(textOf(file), file), file),
})

const textOf = (file: string): string => {
  try {
    return shortText(file)
  } catch (error) {
    throw new UsageError(
      `Cannot read the baseline ${file}: ${codeOf(error) === 'ENOENT' ? 'there is no such file; assay baseline makes one' : messageOf(error)}.`,
    )
  }
}

const schema = 'assay.baseline/1'

const checked = (value: unknown, file: string): readonly KnownFailure[] => {
  if (!isObject(value) || value['schema'] !== schema)
    throw new UsageError(`${file} is no baseline: its schema is not ${schema}.`)
  onlyKeys(value, ['schema', 'known'], file)
  const { known } = value
  if (!Array.isArray(known)) throw new UsageError(`${file}: known is not a list.`)
  const entries = known.map((entry, index) => checkedEntry(entry, `${file}: known[${index}]`))
  const ids = entries.map(({ requirement }) => requirement)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0)
    throw new UsageError(`${file}: known[${twice}] is the same requirement as known[${ids.indexOf(ids[twice] ?? '')}].`)
  return entries
}

const asks = {
  requirement: 'the id of a requirement, or a glob',
  owner: 'who answers for it',
  reason: 'why it may stay broken for now',
  expires: 'its last day, as in 2026-12-31',
} as const

const checkedEntry = (entry: unknown, where: string): KnownFailure => {
  if (!isObject(entry)) throw new UsageError(`${where} is not an object.`)
  const keys = Object.keys(asks) as (keyof typeof asks)[]
  onlyKeys(entry, keys, where)
  const [requirement, owner, reason, expires] = keys.map((key) => {
    const value = entry[key]
    if (typeof value !== 'string' || value.trim() === '')
      throw new UsageError(
        `${where}.${key} ${key in entry ? 'is no text or empty' : 'is missing'}: write ${asks[key]}.`,
      )
    return value
  }) as [string, string, string, string]
  if (!isDay(expires)) throw new UsageError(`${where}.expires is '${expires}', which is no day: write ${asks.expires}.`)
  return { requirement, owner, reason, expires }
}

const onlyKeys = (object: { readonly [key: string]: unknown }, allowed: readonly string[], where: string): void => {
  const unknown = Object.keys(object).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new UsageError(`${where} has an unknown key '${unknown}'; known are ${allowed.join(', ')}.`)
}
