import type { Outcome, WireRequest } from '../core/exchange.ts'
import { isSafeMethod } from '../core/methods.ts'

/** Requests that can be sent at any time to see whether a target answers, since they change nothing there. */
export type Probes = {
  /** Remembers a request that may serve again. */
  readonly learn: (operation: string, request: WireRequest, outcome: Outcome) => void
  /** One after the other, of each operation in turn: no single one that hangs stands for the whole target. */
  readonly next: () => Probe
}

export type Probe = { readonly operation: string; readonly request: WireRequest }

export const probes = (): Probes => {
  const known = new Map<string, WireRequest>()
  let turn = 0
  return {
    learn: (operation, request, outcome) => {
      if (operation !== plain.operation && isHarmless(request, outcome)) known.set(operation, request)
    },
    next: () => {
      const all = [...known].map(([operation, request]) => ({ operation, request }))
      turn += 1
      return all[turn % Math.max(all.length, 1)] ?? plain
    },
  }
}

/** Where nothing harmless was answered yet: any answer will do, and not found is one. */
const plain: Probe = { operation: 'probe', request: { method: 'GET', path: '/', headers: {} } }

/** Refused for what they say, whatever the target's state. */
const forItself = [400, 405, 415, 422]

const isHarmless = ({ method }: WireRequest, outcome: Outcome): boolean =>
  outcome.kind === 'reply' && (isSafeMethod(method) || forItself.includes(outcome.reply.status))

/** Whether anything at all came back: a connection that was only closed may have been so by nobody. */
export const isReached = (outcome: Outcome): boolean =>
  outcome.kind === 'reply' || (outcome.kind === 'broken' && outcome.fault !== 'reset')
