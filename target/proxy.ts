import type { Proxies } from '../core/run-spec.ts'
import { isLoopback } from './loopback.ts'

/** The proxy that leads to a URL; undefined where it is reached without. This machine always is. */
export const proxyFor = (url: string, proxies: Proxies | undefined): string | undefined => {
  if (!proxies || isLoopback(url)) return undefined
  const { protocol, hostname, port } = new URL(url)
  const isDirect = proxies.none.some((entry) => covers(entry, hostname, port || defaultPorts[protocol] || ''))
  if (isDirect) return undefined
  return protocol === 'https:' ? proxies.https : proxies.http
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** As curl reads NO_PROXY: `*` for all, a name with all below it, a port where one is written. */
const covers = (entry: string, hostname: string, port: string): boolean => {
  if (entry === '*') return true
  const [, written = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
  const name = written.replace(/^\*?\./, '')
  if (name === '' || (only !== undefined && only !== port)) return false
  return hostname === name || hostname.endsWith(`.${name}`)
}
