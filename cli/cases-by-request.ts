import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { Sent } from '../core/layer.ts'
import { type Outside, realOutside } from '../suites/outside.ts'

export type CasesByRequest = {
  /** Lets a run go as it goes, and notes which case sent what. */
  readonly outside: Outside
  /** Ids of the cases that sent such a request, as the service received it: several may send the same one. */
  readonly of: (sent: Sent) => readonly string[]
}

/** Tells by a request, as a service received it, which cases of a run sent it. */
export const casesByRequest = (): CasesByRequest => {
  const cases = new Map<string, Set<string>>()
  let base = ''
  const note = ({ id, request }: Exchange): void => {
    const key = keyOf(request)
    const known = cases.get(key) ?? new Set()
    cases.set(key, known.add(id.replace(/#[^#]*$/, '')))
  }
  return {
    outside: {
      ...realOutside,
      openTarget: (options) => {
        base = new URL(options.baseUrl).pathname.replace(/\/$/, '')
        const target = realOutside.openTarget(options)
        return {
          ...target,
          send: async (...asked) => {
            const exchange = await target.send(...asked)
            note(exchange)
            return exchange
          },
        }
      },
    },
    of: ({ method, path, body }) => {
      const below = path.startsWith(base) ? path.slice(base.length) : path
      return [...(cases.get(keyOf({ method, path: below, body: new TextDecoder().decode(body) })) ?? [])]
    },
  }
}

const keyOf = ({ method, path, body = '' }: Pick<WireRequest, 'method' | 'path' | 'body'>): string =>
  [method, path, body].join('\n')
