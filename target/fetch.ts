import type { Connection } from './agent.ts'
import { CredentialsError } from './auth/credentials.ts'
import { sender } from './send.ts'

/** Larger answers hold no token. */
const maxReplyBytes = 1_000_000

/** `fetch` for token requests: over our own client, so that proxy, certificates and timeouts are those of the target. */
export const fetchOver =
  (connection: Connection): typeof fetch =>
  async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const { send, close } = sender({ ...connection, baseUrl: url.origin, concurrency: 1, maxReplyBytes })
    try {
      const { outcome } = await send({
        method: init.method ?? 'GET',
        path: url.pathname + url.search,
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(init.body ? { body: String(init.body) } : {}),
      })
      if (outcome.kind !== 'reply') throw new CredentialsError(outcome.detail)
      const { status, headers, body } = outcome.reply
      const hasBody = ![204, 205, 304].includes(status)
      return new Response(hasBody ? body : null, { status, headers: withoutLength(headers) })
    } finally {
      close()
    }
  }

/** The body was decoded: its length and encoding are no longer those of the wire. */
const withoutLength = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['content-length', 'content-encoding', 'set-cookie'].includes(name)),
  )
