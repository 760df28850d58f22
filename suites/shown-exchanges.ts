import type { Exchange } from '../core/exchange.ts'
import type { Evidence } from '../core/finding.ts'
import { isSame } from '../core/request-text.ts'
import { stepsOf } from '../core/steps.ts'
import type { Session } from './session.ts'

/** So many requests before one that shows a finding are kept, beside the steps that led there. */
const mostSteps = 8

/** Of a case's exchanges those that findings rest on, with the steps that led there, also those of the set-up. */
export const shownExchanges = (
  { setUp, spec: { tag } }: Session,
  exchanges: readonly Exchange[],
  evidence: readonly Evidence[],
): readonly Exchange[] => {
  const shown = new Set(evidence.flatMap(({ finding }) => (finding ? [finding.exchange] : [])))
  const places = exchanges.flatMap(({ id }, place) => (shown.has(id) ? [place] : []))
  const isShown = (place: number) => places.some((one) => place <= one && place >= one - mostSteps)
  const before = setUp.filter(({ id }) => exchanges.every((one) => one.id !== id))
  const all = [...before, ...exchanges]
  const steps = [...shown].flatMap((one) => {
    const rests = evidence.flatMap(({ finding }) => (finding?.exchange === one ? (finding.rests ?? []) : []))
    return stepsOf(all, { shown: one, tag, rests }).map(({ exchange }) => exchange)
  })
  const isStep = (one: Exchange) => steps.some((step) => isSame(step, one))
  return all.filter((one) => isStep(one) || (exchanges.includes(one) && isShown(exchanges.indexOf(one))))
}
