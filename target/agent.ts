import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent'
import type { Proxies, TargetSpec, Timeouts, Tls } from '../core/run-spec.ts'
import { proxyFor } from './proxy.ts'

/** How servers are reached: the target, and whoever issues its tokens. */
export type Connection = {
  /** For one whole exchange. */
  readonly timeoutMs: number
  readonly timeouts?: Timeouts
  readonly tls?: Tls
  readonly proxies?: Proxies
}

export const connectionOf = ({ timeoutMs, timeouts, tls, proxies }: TargetSpec): Connection => ({
  timeoutMs,
  ...(timeouts ? { timeouts } : {}),
  ...(tls ? { tls } : {}),
  ...(proxies ? { proxies } : {}),
})

/** An agent for one origin, through the proxy that is set for it. */
export const agentFor = (
  baseUrl: string,
  { tls: given = {}, proxies }: Pick<Connection, 'tls' | 'proxies'>,
  options: http.AgentOptions,
): http.Agent => {
  const isTls = baseUrl.startsWith('https:')
  const proxy = proxyFor(baseUrl, proxies)
  const all = isTls ? { ...options, ...trust(given) } : options
  if (proxy === undefined) return isTls ? new https.Agent(all) : new http.Agent(all)
  const through = { ...all, proxy }
  return isTls ? new HttpsProxyAgent(through) : new HttpProxyAgent(through)
}

/** Authorities are trusted beside those of Node, not in their place. */
export const trust = ({ ca, ...own }: Tls): https.AgentOptions => ({
  ...own,
  ...(ca === undefined ? {} : { ca: [...tls.rootCertificates, ca] }),
})
