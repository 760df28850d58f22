import type { Reached } from '../../target/reach.ts'
import type { Line } from './line.ts'

const dayMs = 86_400_000

/** Fewer days than this leave a certificate little time. */
const fewDays = 14

/** Whether the base URL can be reached, and how long its certificate lasts. */
export const wayLines = (baseUrl: string, reached: Reached, now: number): readonly Line[] => {
  switch (reached.kind) {
    case 'proxied':
      return [{ check: 'target', sign: 'ok', text: `${baseUrl} goes through the proxy ${reached.proxy}` }]
    case 'failed':
      return [{ check: 'target', sign: 'bad', text: failed(baseUrl, reached), advice: advice[reached.step] }]
    case 'reached': {
      const { address, ms, certificate } = reached
      const way: Line = {
        check: 'target',
        sign: 'ok',
        text: `${baseUrl} is reached at ${address} in ${Math.ceil(ms)} ms`,
      }
      if (!certificate) return [way]
      const days = Math.floor((certificate.validTo.getTime() - now) / dayMs)
      const text = `certificate of ${certificate.subject} by ${certificate.issuer} is good for ${days} days`
      return [
        way,
        days < fewDays
          ? { check: 'target', sign: 'warn', text, advice: 'Have it renewed before it stops runs.' }
          : { check: 'target', sign: 'ok', text },
      ]
    }
  }
}

const failed = (baseUrl: string, { step, detail }: Extract<Reached, { kind: 'failed' }>): string => {
  const { hostname, host } = new URL(baseUrl)
  return {
    name: `${hostname} is not a name that can be looked up (${detail})`,
    connection: `${host} takes no connection (${detail})`,
    certificate: `${host} has no certificate that is trusted (${detail})`,
  }[step]
}

const advice = {
  name: 'Check target.baseUrl, and the network or VPN this machine is in.',
  connection: 'Check target.baseUrl and its port, whether the server runs, and HTTPS_PROXY where one is needed.',
  certificate:
    'Give the authority that signed it as target.tls.ca; where the server asks for one, a client certificate.',
} as const
