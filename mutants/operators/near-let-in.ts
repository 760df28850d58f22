import type { Call } from '../call.ts'
import { withHeader } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

type Comparison = { readonly name: string; readonly takes: (given: string, known: string) => boolean }

/** Careless ways to compare what is given with what was issued. */
const comparisons: readonly Comparison[] = [
  { name: 'beginning', takes: (given, known) => given.startsWith(known) },
  { name: 'end', takes: (given, known) => tokenOf(given).endsWith(tokenOf(known)) },
  {
    name: 'part',
    takes: (given, known) => tokenOf(given).length >= 4 && tokenOf(known).startsWith(tokenOf(given)),
  },
  {
    name: 'all-but-the-last',
    takes: (given, known) => given.length === known.length && given.slice(0, -1) === known.slice(0, -1),
  },
  { name: 'case', takes: (given, known) => given.toLowerCase() === known.toLowerCase() },
  { name: 'scheme', takes: (given, known) => given.includes(' ') && tokenOf(given) === tokenOf(known) },
  { name: 'no-scheme', takes: (given, known) => given === tokenOf(known) },
  { name: 'quotes', takes: (given, known) => tokenOf(given) === `"${tokenOf(known)}"` },
]

/** The same at every operation: services compare in one place. */
export const nearLetIn: Operator = {
  name: 'auth/near-let-in',
  family: 'lets in',
  title: 'Who has nearly the right credentials is let in.',
  isAgainst: true,
  drafts: (operation, { operations }) =>
    operations.find(({ secured }) => secured) === operation
      ? comparisons.map(
          ({ name, takes }): Draft => ({
            id: `auth/any/${name}`,
            place: name,
            apply: async (call, { forward, memory }) => {
              const given = await forward(call.sent)
              const known = memory.credentials()
              const isRefused = given.status === 401 || given.status === 403
              return isRefused && known !== undefined && isNear(call, known, takes)
                ? forward(withHeader(call.sent, 'authorization', known))
                : given
            },
          }),
        )
      : [],
}

const isNear = ({ sent, operation }: Call, known: string, takes: Comparison['takes']): boolean => {
  const given = sent.headers['authorization']
  return operation?.secured === true && given !== undefined && given !== known && takes(given, known)
}

const tokenOf = (authorization: string): string => authorization.replace(/^\S+ /, '')
