import type { StandIn } from '../contracts/fixtures.ts'
import { counted } from '../reports/counted.ts'
import type { MissingFixture } from '../suites/missing-fixtures.ts'

/** What a run lacks without a fixture, in words; that nobody listens for events is no lack of a value. */
export const lackText = (one: MissingFixture): string =>
  `${one.name === 'webhook' ? 'events are not received' : `${one.name} is not given`}: ${lackEffects(one)}`

/** What is so without a fixture. */
export const lackEffects = ({ untested, operations, standIn }: MissingFixture): string =>
  [
    ...(untested > 0 ? [`${counted(untested, 'requirement')} ${untested === 1 ? 'stays' : 'stay'} untested`] : []),
    ...(standIn === undefined ? [] : [`${operations.join(', ')} ${inPlace(standIn, operations.length)}`]),
  ].join('; ')

/** How to receive the target's events. */
export const listenAdvice = 'run with --webhook-port N to receive events'

const inPlace = (standIn: StandIn, count: number): string => {
  if (standIn === 'left out') return `${count === 1 ? 'leaves' : 'leave'} it out`
  return `${count === 1 ? 'sends' : 'send'} ${standInText(standIn)} in its place, which the target may refuse`
}

export const standInText = (standIn: Exclude<StandIn, 'left out'>): string =>
  standIn === 'sample' ? "the documents' own sample value" : 'a made-up value'
