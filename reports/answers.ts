import type { Exchange } from '../core/exchange.ts'
import type { ContractReport } from '../core/report.ts'
import { type Shape, type Spot, shapeOf } from './shape.ts'

/** One request that two targets answer differently. */
export type AnswerDifference = {
  readonly exchange: string
  readonly request: string
  readonly differences: readonly { readonly at: string; readonly a: string; readonly b: string }[]
}

export type Answers = {
  /** Reports hold only the exchanges that findings name: of these, so many are the same request in both. */
  readonly compared: number
  readonly different: readonly AnswerDifference[]
}

/** Where two targets answer the same request with another status, or a body of another structure. */
export const compareAnswers = (a: ContractReport, b: ContractReport): Answers => {
  const pairs = Object.values(a.exchanges).flatMap((one) => {
    const other = b.exchanges[one.id]
    return other && isSameRequest(one, other) && isAnswer(one) && isAnswer(other) ? [[one, other] as const] : []
  })
  return {
    compared: pairs.length,
    different: pairs.flatMap(([one, other]) => {
      const differences = differencesOf(one, other)
      const { method, path } = one.request
      return differences.length > 0 ? [{ exchange: one.id, request: `${method} ${path}`, differences }] : []
    }),
  }
}

/** Headers hold credentials and addresses, which are each target's own. */
const isSameRequest = ({ request: one }: Exchange, { request: other }: Exchange): boolean =>
  one.method === other.method && one.path === other.path && one.body === other.body

/** A target that was silent has not answered differently. */
const isAnswer = ({ outcome }: Exchange): boolean => outcome.kind === 'reply' || outcome.kind === 'broken'

const differencesOf = (one: Exchange, other: Exchange): AnswerDifference['differences'] => {
  const [a, b] = [statusOf(one), statusOf(other)]
  return a === b ? bodyDifferences(bodyOf(one), bodyOf(other)) : [{ at: 'status', a, b }]
}

const statusOf = ({ outcome }: Exchange): string => {
  if (outcome.kind === 'reply') return String(outcome.reply.status)
  return outcome.kind === 'broken' ? `no reply: ${outcome.fault}` : 'no reply'
}

const bodyOf = ({ outcome }: Exchange): string => (outcome.kind === 'reply' ? outcome.reply.body : '')

const bodyDifferences = (one: string, other: string): AnswerDifference['differences'] => {
  const [a, b] = [shapeOf(one), shapeOf(other)]
  if (!a || !b) {
    const [textA, textB] = [a ? 'JSON' : textKind(one), b ? 'JSON' : textKind(other)]
    return textA === textB ? [] : [{ at: 'body', a: textA, b: textB }]
  }
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((place) => {
    const [one, other] = [a.get(place), b.get(place)]
    if (!isComparable(one ?? other, a, b)) return []
    // An empty list does not say what its elements would be.
    if ((one ?? other)?.isElement && !(one && other)) return []
    const [typeA, typeB] = [typesOf(one), typesOf(other)]
    return typeA === typeB ? [] : [{ at: place === '' ? 'body' : place, a: typeA, b: typeB }]
  })
}

/** Where only one of them has an object at all, its members are no further news. */
const isComparable = (spot: Spot | undefined, a: Shape, b: Shape): boolean => {
  if (spot?.parent === undefined) return true
  const container = spot.isElement ? 'array' : 'object'
  return [a, b].every((shape) => shape.get(spot.parent ?? '')?.types.has(container) === true)
}

const typesOf = (spot: Spot | undefined): string => (spot ? [...spot.types].sort().join(' or ') : 'absent')

const textKind = (text: string): string => (text === '' ? 'nothing' : 'no JSON')
