import type { Given, Sent } from '../core/layer.ts'
import { type Call, valueIn } from './call.ts'

/** What a layer saw the service itself answer, in one run. */
export type Memory = {
  /** The latest success of an operation. */
  readonly success: (operation: string) => Given | undefined
  /** The body of the latest request of an operation that was taken. */
  readonly taken: (operation: string) => unknown
  /** The latest refusal of an operation, by its status. */
  readonly refusal: (operation: string, statuses: readonly number[]) => Given | undefined
  /** The first success of an operation at a path. */
  readonly first: (operation: string, path: string) => Given | undefined
  /** The latest success of an operation at another path. */
  readonly elsewhere: (operation: string, path: string) => Given | undefined
  /** The latest credentials that a secured operation took. */
  readonly credentials: () => string | undefined
  /** Whether a service has taken these credentials. */
  readonly trusts: (sent: Sent) => boolean
  readonly note: (call: Call, given: Given) => void
}

export const newMemory = (): Memory => {
  const latest = new Map<string, Given>()
  const taken = new Map<string, unknown>()
  const refused = new Map<string, Given>()
  const byPath = new Map<string, Map<string, Given>>()
  const trusted = new Set<string>()
  let credentials: string | undefined
  return {
    success: (operation) => latest.get(operation),
    taken: (operation) => taken.get(operation),
    refusal: (operation, statuses) =>
      statuses.map((status) => refused.get(`${status} ${operation}`)).find((given) => given !== undefined),
    first: (operation, path) => byPath.get(operation)?.get(path),
    elsewhere: (operation, path) => [...(byPath.get(operation) ?? [])].findLast(([other]) => other !== path)?.[1],
    credentials: () => credentials,
    trusts: ({ headers }) => trusted.has(headers['authorization'] ?? ''),
    note(call, given) {
      const { operation, sent } = call
      if (!operation) return
      if (given.status >= 400) refused.set(`${given.status} ${operation.id}`, given)
      if (given.status < 200 || given.status > 299) return
      latest.set(operation.id, given)
      taken.set(operation.id, valueIn(call)?.value)
      const paths = byPath.get(operation.id) ?? new Map<string, Given>()
      byPath.set(operation.id, paths)
      if (!paths.has(sent.path)) paths.set(sent.path, given)
      trusted.add(sent.headers['authorization'] ?? '')
      if (operation.secured) credentials = sent.headers['authorization'] ?? credentials
    },
  }
}
