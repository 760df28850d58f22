import { depths } from '../core/depth.ts'
import type { Consent } from '../core/run-spec.ts'
import type { RunFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

type Read = (text: string, name: string) => Partial<RunFlags>

const whole =
  (flag: keyof RunFlags): Read =>
  (text, name) => {
    if (!/^\d+$/.test(text)) throw new UsageError(`${name}=${text} is not a whole number.`)
    return { [flag]: Number(text) }
  }

const positive =
  (flag: keyof RunFlags): Read =>
  (text, name) => {
    const value = Number(text)
    if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`${name}=${text} is not a number above 0.`)
    return { [flag]: value }
  }

const oneOf =
  (flag: keyof RunFlags, allowed: readonly string[]): Read =>
  (text, name) => {
    if (!allowed.includes(text)) throw new UsageError(`${name}=${text} is none of ${allowed.join(', ')}.`)
    return { [flag]: text }
  }

const text =
  (flag: keyof RunFlags): Read =>
  (value) => ({ [flag]: value })

const consents = ['write', 'concurrent', 'destructive']

/** What each variable stands for, as if its flag had been given. */
export const variables: Readonly<Record<string, Read>> = {
  ASSAY_PROFILE: text('profile'),
  ASSAY_TARGET: text('target'),
  ASSAY_TOKEN: text('token'),
  ASSAY_USER: text('user'),
  ASSAY_PASSWORD: text('password'),
  ASSAY_SEED: whole('seed'),
  ASSAY_DEPTH: oneOf('depth', depths),
  ASSAY_RUNS: whole('runs'),
  ASSAY_MAX_REQUESTS: whole('maxRequests'),
  ASSAY_MAX_TIME: positive('maxTime'),
  ASSAY_RATE: positive('rate'),
  ASSAY_CONCURRENCY: positive('concurrency'),
  ASSAY_TIMEOUT: positive('timeout'),
  ASSAY_LEVEL: oneOf('level', ['must', 'should', 'may']),
  ASSAY_READING: oneOf('reading', ['strict', 'lenient']),
  ASSAY_ALLOW: (value, name) => ({
    allow: value.split(',').map((one) => {
      const step = one.trim()
      if (!consents.includes(step)) throw new UsageError(`${name} holds '${step}'; allowed are ${consents.join(', ')}.`)
      return step as Consent
    }),
  }),
  ASSAY_ALLOW_WRITES: (value, name) => {
    if (!/^(1|0|true|false)$/.test(value)) throw new UsageError(`${name}=${value} is none of 1, 0, true, false.`)
    return { allowWrites: value === '1' || value === 'true' }
  },
}

/** Whether a machine runs this: nobody reads along, and what ends with 0 is let through. */
export const isUnattended = ({ CI = '' }: Environment): boolean => CI !== '' && CI.toLowerCase() !== 'false'

/**
 * Flags over environment. An empty variable is one that is not set; consents of both add up.
 *
 * @throws UsageError where a value cannot be read, or the target is empty: a variable that was to be filled elsewhere
 */
export const withEnvironment = (flags: RunFlags, environment: Environment): RunFlags => {
  if (environment['ASSAY_TARGET'] === '')
    throw new UsageError('ASSAY_TARGET is set but empty: give the base URL of the target in it, or unset it.')
  const read = Object.entries(variables).map(([name, of]) => {
    const value = environment[name]
    return value === undefined || value === '' ? {} : of(value, name)
  })
  const given = Object.assign({}, ...read) as Partial<RunFlags>
  return {
    ...given,
    ...flags,
    allow: [...flags.allow, ...(given.allow ?? [])],
    allowWrites: flags.allowWrites === true || given.allowWrites === true,
  }
}
