import type { Limit, Limits } from '../../core/limits.ts'

/**
 * A service that answers 429 above its limits, counted over the last period before each request: stricter than windows
 * that begin at full minutes. A call counts by its method; what is refused does not count.
 */
export const limited = <Rest extends readonly unknown[], Reply>(
  serve: (request: Request, ...rest: Rest) => Reply,
  limits: Limits,
  now: () => number = () => performance.now(),
) => {
  const windows = { read: countIn(limits.read, now), write: countIn(limits.write, now) }
  return (request: Request, ...rest: Rest): Reply | Response => {
    const waitMs = windows[request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write']()
    return waitMs === 0 ? serve(request, ...rest) : tooMany(waitMs)
  }
}

/** Counts a request: 0 where it is within the limit, else the milliseconds until one is again. */
const countIn = (limit: Limit | undefined, now: () => number): (() => number) => {
  if (!limit) return () => 0
  const period = limit.perSeconds * 1000
  let seen: readonly number[] = []
  return () => {
    const at = now()
    seen = seen.filter((before) => before > at - period)
    const oldest = seen[0]
    if (oldest !== undefined && seen.length >= limit.requests) return oldest + period - at
    seen = [...seen, at]
    return 0
  }
}

const tooMany = (waitMs: number): Response =>
  new Response('{"status":429,"title":"Too many requests."}', {
    status: 429,
    headers: { 'content-type': 'application/json', 'retry-after': String(Math.ceil(waitMs / 1000)) },
  })
