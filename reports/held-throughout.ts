import type { Ambiguity } from '../core/ambiguity.ts'
import { type Evidence, failed } from '../core/finding.ts'

type Seen = { readonly evidence: Evidence }

/** Numbers of the ambiguities of which a target holds one reading in all that it answers. */
export const exclusiveOf = (ambiguities: readonly Ambiguity[]): readonly number[] =>
  ambiguities.flatMap((one) => (one.resolution === 'both' && one.throughout ? [one.number] : []))

/** What was seen of a requirement: where some answers hold one reading and some the other, neither is held. */
export const heldThroughout = <T extends Seen>(seen: readonly T[], exclusive: readonly number[]): readonly T[] =>
  seen.some(({ evidence }) => evidence.verdict === 'pass')
    ? seen.map((one) => (isExclusive(one, exclusive) ? withNeither(one) : one))
    : seen

const isExclusive = ({ evidence: { verdict, finding } }: Seen, exclusive: readonly number[]): boolean =>
  verdict === 'warn' && finding?.ambiguities?.some((number) => exclusive.includes(number)) === true

const withNeither = <T extends Seen>(one: T): T => {
  const { requirement, finding } = one.evidence
  if (!finding) return one
  const message = `${finding.message}, and others ${finding.expected}: a target does one of the two throughout`
  return { ...one, evidence: failed(requirement, { ...finding, message }) }
}
