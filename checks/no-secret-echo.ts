import { isTelling } from '../core/auth.ts'
import type { WireRequest } from '../core/exchange.ts'
import { failed, passed } from '../core/finding.ts'
import { oncePer } from '../core/once-per.ts'
import { holds } from '../core/request-text.ts'
import { lookFor } from '../core/sightings.ts'
import { type Check, finding } from './check.ts'

export const noSecretEcho: Check = {
  rule: 'What a request is authorized with does not come back (OWASP API Security, RFC 6750 section 5.3).',
  run(context) {
    const { outcome } = context.exchange
    // An empty token, sent on purpose or by mistake, is in every text.
    const given = context.secrets.filter((secret) => secret !== '')
    if (outcome.kind !== 'reply' || given.length === 0) return []
    const { request } = context.exchange
    const requirement = context.id('security/no-secret-echo')
    const shows = showing(context.secrets)
    const { headers, body } = outcome.reply
    // What else the request holds may come back, whatever it looks like.
    const words = given.filter((secret) => isShort(secret) && !holdsElsewhere(request, secret))
    const refused = refusedCredentials(request, outcome.reply.status, given)
    const isShown = (whole: string): boolean => {
      const text = spellings(refused).reduce((rest, one) => rest.replaceAll(one, ''), whole)
      return shows(text) || words.some((word) => holds(text, word, inWords))
    }
    const entries = Object.entries(headers)
    const [header] = entries.filter(([, value]) => isShown(value)).map(([name]) => `header ${name}`)
    // Names of headers are the same in any case, and come in lower case.
    const isName = entries.some(([name]) => shows(name, 'any case'))
    const at = header ?? (isName ? 'headers' : isShown(body) ? 'body' : undefined)
    if (at === undefined) return [passed(requirement, context.exchange.id)]
    return [
      failed(
        requirement,
        finding(context, {
          message: 'The reply holds the credentials',
          at,
          expected: 'no credentials in any reply',
          received: 'the token',
        }),
      ),
    ]
  },
}

/**
 * What was sent for a token and refused, where it is none that opens anything: a refusal may name it, and made of the
 * token it holds the token.
 */
const refusedCredentials = (
  { headers }: WireRequest,
  status: number,
  secrets: readonly string[],
): string | undefined => {
  if (status !== 401) return undefined
  const [, sent = ''] = Object.entries(headers).find(([name]) => /^authorization$/i.test(name)) ?? []
  const credentials = /^bearer +(.+)$/i.exec(sent)?.[1]
  return credentials === undefined || secrets.includes(credentials) ? undefined : credentials
}

/** A text as it stands in JSON, in XML, and by itself. */
const spellings = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : [text, JSON.stringify(text).slice(1, -1), text.replaceAll('"', '&quot;')]

/** Whether a text shows one of the secrets, in any spelling but in the case that it has. */
const showing = oncePer((secrets: readonly string[]) => {
  const look = lookFor({ secret: secrets.filter(isTelling) })
  return (text: string, letters: 'any case' | 'its case' = 'its case'): boolean =>
    look(text).some(({ isExact, isCut }) => !isCut && (isExact || letters === 'any case'))
})

/** A short secret is no ordinary word or number where it is of letters and digits both. */
const isShort = (secret: string): boolean =>
  !isTelling(secret) && secret.length >= 5 && /[a-z]/i.test(secret) && /\d/.test(secret)

/** Also letters of other alphabets, and hyphens. */
const inWords = /[\p{L}\p{N}_-]/u

const holdsElsewhere = ({ path, headers, body = '' }: WireRequest, secret: string): boolean =>
  [
    path,
    body,
    ...Object.entries(headers).flatMap(([name, value]) => (/^authorization$/i.test(name) ? [] : [value])),
  ].some((text) => text.includes(secret))
