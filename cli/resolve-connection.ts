import { X509Certificate } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { shortText } from '../core/bounded-text.ts'
import type { Proxies, Tls } from '../core/run-spec.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import type { TargetConfig, Text } from './config.ts'
import type { Environment } from './environment.ts'
import { isSecret, reveal } from './reveal.ts'
import { UsageError } from './usage-error.ts'

/** PEM texts, read from the files that stand beside the configuration or from the environment. */
export const resolveTls = (
  tls: NonNullable<TargetConfig['tls']>,
  { file, environment }: { readonly file: string; readonly environment: Environment },
): Tls => {
  const pem = (key: string, value: Text): string => {
    const path = isSecret(value) ? undefined : resolve(dirname(file), value)
    const text = path === undefined ? reveal(value, environment) : contents(key, path)
    if (!/-----BEGIN [A-Z0-9 ]+-----/.test(text))
      throw new UsageError(
        `tls.${key}: ${path ?? `the secret ${(value as { secret: string }).secret}`} holds no PEM text.`,
      )
    return text
  }
  return assertReadable({
    ...(tls.ca === undefined ? {} : { ca: pem('ca', tls.ca) }),
    ...(tls.cert === undefined ? {} : { cert: pem('cert', tls.cert) }),
    ...(tls.key === undefined ? {} : { key: pem('key', tls.key) }),
    ...(tls.passphrase === undefined ? {} : { passphrase: reveal(tls.passphrase, environment) }),
  })
}

/** Node passes over an authority that it cannot read, and would tell of a wrong key at the first request only. */
const assertReadable = (tls: Tls): Tls => {
  const { ca, ...own } = tls
  const attempt = (what: string, read: () => unknown): void => {
    try {
      read()
    } catch (error) {
      throw new UsageError(`${what} cannot be used: ${messageOf(error)}`)
    }
  }
  if (ca !== undefined) attempt('tls.ca', () => new X509Certificate(ca))
  attempt('tls.cert with tls.key', () => createSecureContext(own))
  return tls
}

const contents = (key: string, path: string): string => {
  try {
    return shortText(path)
  } catch (error) {
    throw new UsageError(`tls.${key}: ${path} cannot be read: ${codeOf(error) ?? messageOf(error)}`)
  }
}

/** The proxies of the environment, whichever way the variables are written; undefined where there are none. */
export const proxiesIn = (environment: Environment): Proxies | undefined => {
  const read = (name: string): string => environment[name.toLowerCase()] || environment[name] || ''
  const http = proxyUrl('HTTP_PROXY', read('HTTP_PROXY'))
  const https = proxyUrl('HTTPS_PROXY', read('HTTPS_PROXY'))
  if (http === undefined && https === undefined) return undefined
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    none: read('NO_PROXY')
      .split(/[\s,]+/)
      .filter((entry) => entry !== ''),
  }
}

const proxyUrl = (name: string, text: string): string | undefined => {
  if (text === '') return undefined
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(url) || !/^https?:/i.test(url) || !isDecodable(new URL(url)))
    throw new UsageError(`${name} is not the http or https URL of a proxy.`)
  return url
}

const isDecodable = ({ username, password }: URL): boolean => {
  try {
    decodeURIComponent(`${username}${password}`)
    return true
  } catch {
    return false
  }
}
