import { isEqual } from '../../checks/relations/compare.ts'
import { keepsTypes } from '../../contracts/codec/codecs.ts'
import type { BodySpec } from '../../contracts/contract.ts'
import { facetOf } from '../../contracts/requirements/facets.ts'
import type { Json } from '../../core/json.ts'
import { amidLeast, withAll } from '../../generators/amid.ts'
import { drawWith } from '../../generators/draw.ts'
import { isElement } from '../../generators/few.ts'
import {
  absenceAmidAll,
  laterViolations,
  type Rule,
  type Violation,
  type ViolationContext,
  violationsOfRule,
} from '../../generators/violations.ts'
import { fixtureValues } from '../fixtures.ts'
import { workOf } from '../once.ts'
import { baselineRequests, type CaseContext } from './case.ts'
import { takesSeveral } from './takes-several.ts'
import { explored } from './tentative.ts'
import { isWrongAsText } from './wrong-as-text.ts'

const contexts = workOf<ViolationContext>('what violations are drawn with')
const broken = workOf<readonly Violation[]>('violations of a rule')

/** Drawn with the values that the target's fixtures turned out to have, and around what it was seen to take. */
export const violationContext = (
  { session, operation, providers }: CaseContext,
  body: BodySpec,
): Promise<ViolationContext> =>
  session.once(contexts, operation.id, async () => {
    const { minimal } = await baselineRequests({ session, operation, providers })
    const fixtures = await fixtureValues(session, operation, providers)
    return {
      judge: session.contract.judge,
      schema: body.schema,
      draw: drawWith(session.words, { fixtures, optional: minimal.accepted ? 'none' : 'all', numbers: 'plain' }),
      seed: session.seed(operation.id, 'violations'),
    }
  })

export const violations = async (context: CaseContext, body: BodySpec, rule: Rule): Promise<readonly Violation[]> => {
  const { session, operation } = context
  const drawn = await violationContext(context, body)
  return session.once(broken, `${operation.id} ${facetOf(rule.node.path, rule.keyword)}`, async () =>
    violationsOfRule(body.node, rule, drawn).filter(
      (violation) => keepsTypes(body.mediaType) || isWrongAsText(rule, violation),
    ),
  )
}

type Elsewhere = {
  readonly later: readonly Violation[]
  /** What only the strict reading refuses, in the last element. */
  readonly behind: readonly Violation[]
  readonly amid: Violation | undefined
  readonly around: readonly Violation[]
}

/**
 * The rule broken in the last element of a list, and amid all that is optional with the least numbers: a check that another
 * member switches off is not missed in the smallest request.
 */
export const elsewhere = async (context: CaseContext, body: BodySpec, rule: Rule): Promise<Elsewhere> => {
  const plain = await violationContext(context, body)
  const { full } = await baselineRequests(context)
  const isAsText = (violation: Violation) => keepsTypes(body.mediaType) || isWrongAsText(rule, violation)
  const asText = (violation: Violation | undefined) => (violation && isAsText(violation) ? violation : undefined)
  const laterOf = (last: readonly Violation[]) => tellingOf(rule, last.filter(isAsText))
  if (!full.accepted)
    return { later: laterOf(laterViolations(body.node, rule, plain)), behind: [], amid: undefined, around: [] }
  // What valid requests leave out, but the target was seen to take, may stand in for what is required.
  const isAbsence = rule.keyword === 'required' || rule.keyword === 'optional'
  const isDemanded = rule.keyword === 'required'
  const seen = async () =>
    isDemanded ? { ...plain, draw: { ...plain.draw, pools: valuesIn((await explored(context)).taken) } } : plain
  const last = laterViolations(body.node, rule, isAbsence ? amidLeast(body.node)(plain) : plain).filter(isAsText)
  const later = laterOf(last)
  const between = last.filter(({ zone }) => zone === 'between')
  return {
    later,
    behind: between.length > 0 && takesSeveral(await explored(context), rule) ? between : [],
    amid: later.length > 0 || !isAbsence ? undefined : asText(absenceAmidAll(body.node, rule, await seen())),
    around: isAbsence ? [] : violationsOfRule(body.node, rule, withAll(plain)).filter(isAsText),
  }
}

/** Null is as good as nothing: what stands in for a member has a value. */
const valuesIn = (taken: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, readonly Json[]> =>
  new Map(
    [...taken]
      .map(([place, values]) => [place, values.filter((value) => value !== null)] as const)
      .filter(([, values]) => values.length > 0),
  )

/**
 * Of those that are refused under every reading the first, and that the element is null, or a plain value: loops read on past
 * what they know nothing of.
 */
const tellingOf = ({ node }: Rule, last: readonly Violation[]): readonly Violation[] => {
  const [first, ...others] = last.filter(({ zone }) => zone === 'outside')
  const passedOver = isElement(node) ? ['null', 'text'].map((name) => others.find(({ label }) => label === name)) : []
  return [...(first ? [first] : []), ...passedOver.filter((one) => one !== undefined)]
}

/** The same way to break the same rule. */
export const isLike =
  ({ place, keyword, label, zone }: Violation) =>
  (other: Violation): boolean =>
    other.place === place && other.keyword === keyword && other.label === label && other.zone === zone

type Ways = {
  readonly behind: readonly Violation[]
  readonly around: readonly Violation[]
  readonly labels: readonly string[]
}

/**
 * Where there is but one way to break a rule, that is tried in the last element, amid all that is optional, or under
 * another label.
 */
export const onlyWay = (plainest: Violation, { behind, around, labels }: Ways): readonly Violation[] => {
  if (plainest.keyword === 'optional') return []
  const last = behind.find(isLike(plainest))
  if (last) return [last]
  const amid = around.find(isLike(plainest))
  if (amid && !isEqual(amid.body, plainest.body)) return [amid]
  return labels.length > 1 ? [plainest] : []
}
