import { hasOnly, taking } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { rulesOf } from './rule-overlooked.ts'

/** The first element that is not looked at, counted from 0. */
const firsts = [
  { name: 'second', from: 1 },
  { name: 'third', from: 2 },
] as const

/** Each rule that the contract has for elements of lists, and how far a service looks. */
export const laterOverlooked: Operator = {
  name: 'request/later-overlooked',
  family: 'takes',
  title: 'A request that breaks one rule is taken where it does so in a later element of a list.',
  isAgainst: true,
  drafts: (operation) =>
    rulesOf(operation)
      // A rule that some reading does not have may be held at one element and not at another.
      .filter(({ place, isOpen }) => place.includes('[]') && !isOpen)
      .flatMap(({ place, how }) =>
        firsts.map(
          ({ name, from }): Draft => ({
            id: `request/${operation.id}/${place}/${how}/${name}`,
            place: `${place}/${how}/${name}`,
            apply: taking(
              (call) =>
                hasOnly(
                  call,
                  operation,
                  (flaw) => flaw.kind === 'schema' && flaw.place === place && (flaw.element ?? 0) >= from,
                ) && call.flaws().some((flaw) => flaw.how === how),
              operation,
            ),
          }),
        ),
      ),
}
