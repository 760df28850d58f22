import type { Outcome, WireFault } from '../core/exchange.ts'
import { codeOf, messageOf } from '../core/thrown.ts'

/**
 * What came of one attempt; `stale` where a kept-alive connection had been closed before the request reached anyone, as
 * far as can be known; `wasKept` where the connection that was closed without a reply had been used before.
 */
export type Attempt = { readonly outcome: Outcome; readonly stale: boolean; readonly wasKept?: true }

export type ErrorContext = {
  /** The status line and headers had arrived. */
  readonly headersSeen: boolean
  /** The connection had been used before. */
  readonly isKept: boolean
  /** It had, and had lain idle so long that the server may have closed it meanwhile. */
  readonly isStale: boolean
  /** It was given up because the time was up. */
  readonly isLate: boolean
  readonly timeoutMs: number
}

/** Codes that say that nobody could be reached at all. */
const unreachable =
  /ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|ERR_SSL|EPROTO|ETIMEDOUT|Proxy timeout/

/**
 * What a failed attempt says about the target.
 *
 * supertest drops the `code` when connecting fails and leaves it in the message, so both are read.
 *
 * @throws the error itself where it is none of the network's: that is a fault of ours
 */
export const outcomeOfError = (error: unknown, context: ErrorContext): Attempt => {
  const [code, message] = [codeOf(error) ?? '', messageOf(error)]
  const text = `${code} ${message}`
  const broken = (fault: WireFault, detail: string): Attempt => ({
    outcome: { kind: 'broken', fault, detail },
    stale: false,
  })
  if (code === 'ETOOLARGE') return broken('too-large', 'the reply was larger than allowed')
  if (context.isLate) {
    return context.headersSeen
      ? broken('stalled', `the reply began but was not complete within ${context.timeoutMs} ms`)
      : { outcome: silent('timeout', `no reply within ${context.timeoutMs} ms`), stale: false }
  }
  const [, refused] = /^Bad response: (\d+)$/.exec(message) ?? []
  if (refused !== undefined)
    return {
      outcome: silent('unreachable', `the proxy does not connect to the target: it answers ${refused}`),
      stale: false,
    }
  if (/HPE_/.test(text)) return broken('not-http', `the reply is not HTTP: ${message}`)
  if (/^Z_|incorrect header check|unexpected end of file|invalid (?:block|stored|distance|code)/.test(text)) {
    return broken('incomplete', `the reply's compressed body cannot be read: ${message}`)
  }
  // Closed before the handshake was over: no HTTP was spoken yet.
  if (/before secure TLS/.test(text)) return { outcome: silent('unreachable', message), stale: false }
  if (/ECONNRESET|EPIPE|socket hang up|aborted|ERR_STREAM_PREMATURE_CLOSE/.test(text)) {
    if (context.headersSeen) return broken('incomplete', 'the reply ended before its body was complete')
    return {
      outcome: { kind: 'broken', fault: 'reset', detail: 'the connection was closed without a reply' },
      stale: context.isStale,
      ...(context.isKept ? { wasKept: true } : {}),
    }
  }
  if (unreachable.test(text)) return { outcome: silent('unreachable', message), stale: false }
  throw error
}

const silent = (cause: 'timeout' | 'unreachable', detail: string): Outcome => ({ kind: 'silent', cause, detail })
