import type { Operation } from '../../contracts/contract.ts'
import { standInOf } from '../../contracts/fixtures.ts'
import { requiredOf } from '../../contracts/schema/schema.ts'
import { foreignJson, isObject } from '../../core/json.ts'
import { standInText } from '../lack-text.ts'
import type { Line } from './line.ts'
import type { Probe } from './probe.ts'

/** Of a 404 to a request with values that nobody gave: which these are, and whether there is anything to do. */
export const absentLine = (probe: Probe, asked: string): Line => {
  const { operation, attempt, made } = probe
  const names = absentNames(operation, attempt.madeUp)
  const what = names
    .map(
      (name) =>
        `${standInOf(operation, name) === 'made up' ? standInText('made up') : standInText('sample')} of ${name}`,
    )
    .join(' and ')
  const flags = names.map((name) => `--fixture ${name}=…`).join(' ')
  const text = `${asked} answers 404 to ${what}`
  const isMade = names.every((name) => made.includes(name))
  const otherwise = isMade ? 'a run makes its own' : 'what rests on it is inconclusive then'
  return isOwnForm(probe)
    ? {
        check: 'fixtures',
        sign: isMade ? 'ok' : 'warn',
        text: `${text}, in the form of the contract's own errors: it does not exist there`,
        advice: `Give ${flags} if you have one that exists; else there is nothing to do: ${otherwise}.`,
      }
    : {
        check: 'fixtures',
        sign: 'warn',
        text: `${text}: it does not exist there, or nothing of this contract is at this URL`,
        advice: `Give ${flags} if you have one that exists, and check --target.`,
      }
}

/** Whether a 404 has the members of an error as the contract writes them; one member alone may be anybody's. */
const isOwnForm = ({ operation, withCredentials: { outcome } }: Probe): boolean => {
  if (outcome.kind !== 'reply') return false
  const body = foreignJson(outcome.reply.body)?.value
  return (
    isObject(body) &&
    operation.replies
      .filter(({ status }) => /^[45]|^default$/.test(status))
      .map(({ node }) => (node ? requiredOf(node.schemas.strict) : []))
      .some((names) => names.length > 1 && names.every((name) => name in body))
  )
}

/** A header tells who asks; what is not found is named elsewhere, where there is such a value. */
const absentNames = ({ parameters }: Operation, madeUp: readonly string[]): readonly string[] => {
  const ofHeaders = parameters
    .filter((one) => one.in === 'header')
    .map(({ node }) => node.schemas.strict['x-assay-fixture'])
  const others = madeUp.filter((name) => !ofHeaders.includes(name))
  return others.length > 0 ? others : madeUp
}
