import { bounded, orTooCostly, TooCostly } from './bounded.ts'

/** A schema's `pattern`. */
export type Pattern = {
  /** @throws TooCostly where no answer is found in time */
  readonly test: (text: string) => boolean
  /** As it is written, for who reads it. To run it on a text of others may take for ever. */
  readonly regExp: RegExp
}

/**
 * The regular expression of a schema's `pattern`: in Unicode mode as JSON Schema asks, else without, since many
 * documents hold escapes that Unicode mode refuses. Undefined where it is none in either.
 */
export const patternOf = (source: string): Pattern | undefined => {
  const before = known.get(source)
  if (before) return before.pattern
  const regExp = regExpOf(source)
  const pattern = regExp && { regExp, test: testOf(regExp) }
  known.set(source, { pattern })
  return pattern
}

/** Whether a text matches; false also where no answer is found in time, or the pattern cannot be read. */
export const isSurelyMatch = (source: string, text: string): boolean =>
  orTooCostly(() => patternOf(source)?.test(text) === true, false)

/** Patterns are asked for once for each text. */
const known = new Map<string, { readonly pattern: Pattern | undefined }>()

const regExpOf = (source: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags)
    } catch {
      // The next flags may do.
    }
  }
  return undefined
}

/** So long one text is looked at, in milliseconds, and one that is no shorter than a text that was given up. */
const patience = { first: 1_000, again: 25 }

const testOf = (regExp: RegExp): Pattern['test'] => {
  const steps = stepsOf(regExp.source)
  let givenUp = Number.POSITIVE_INFINITY
  return (text) => {
    const { length } = text
    if (steps(length) < fewSteps) return regExp.test(text)
    const limit = length < givenUp ? patience.first : patience.again
    const why = `the pattern ${regExp.source} gives no answer on a text of ${length} characters within ${limit} ms`
    try {
      return bounded(limit, why, () => regExp.test(text))
    } catch (error) {
      if (error instanceof TooCostly) givenUp = Math.min(givenUp, length)
      throw error
    }
  }
}

/** As many a machine does in a few milliseconds. */
const fewSteps = 1_000_000

/**
 * At most so many steps are taken on a text of some length: each repetition may end anywhere, and each alternative be
 * another; those that repeat a fixed number of times go along the text once, all together. Without an upper bound where a
 * repetition may stand in another.
 */
const stepsOf = (source: string): ((length: number) => number) => {
  if (/\)[*+?{]/.test(source)) return () => Number.POSITIVE_INFINITY
  const open = source.replace(/\{\d+\}/g, '')
  const repetitions = (open.match(/[*+{]/g)?.length ?? 0) + (open === source ? 0 : 1)
  const choices = source.match(/[?|]/g)?.length ?? 0
  return (length) => (length + 1) ** (repetitions + 1) * 2 ** choices
}
