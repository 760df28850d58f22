import type { WireRequest } from '../core/exchange.ts'
import { broken, kept } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

export const noSecretEcho: Check = {
  rule: 'What a request is authorized with does not come back (OWASP API Security, RFC 6750 section 5.3).',
  run(context) {
    const { outcome } = context.exchange
    // An empty token, sent on purpose or by mistake, is in every text.
    const given = context.secrets.filter((secret) => secret !== '')
    if (outcome.kind !== 'reply' || given.length === 0) return []
    const { request } = context.exchange
    // What else the request holds may come back, whatever it looks like.
    const secrets = given.filter((secret) => isLong(secret) || (isTelling(secret) && !holdsElsewhere(request, secret)))
    const requirement = context.id('security/no-secret-echo')
    const { headers, body } = outcome.reply
    const place = [
      ...Object.entries(headers).map(([name, value]) => [`header ${name}`, value] as const),
      ['body', body] as const,
    ].find(([, text]) => secrets.some((secret) => holds(text, secret)))
    if (!place) return [kept(requirement, context.exchange.id)]
    const [at] = place
    return [
      broken(
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

/** Shorter secrets may stand in a reply by chance, as parts of words. */
const longEnough = 8

const isLong = ({ length }: string): boolean => length >= longEnough

/** A short secret is no ordinary word or number where it is of letters and digits both. */
const isTelling = (secret: string): boolean => secret.length >= 5 && /[a-z]/i.test(secret) && /\d/.test(secret)

const holds = (text: string, secret: string): boolean => {
  if (isLong(secret)) return text.includes(secret)
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const [before = '', after = ''] = [text.slice(0, at).slice(-1), text.slice(at + secret.length)[0]]
    if (!isPartOfWord(before) && !isPartOfWord(after)) return true
  }
  return false
}

const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}_-]/u.test(character)

const holdsElsewhere = ({ path, headers, body = '' }: WireRequest, secret: string): boolean =>
  [
    path,
    body,
    ...Object.entries(headers).flatMap(([name, value]) => (/^authorization$/i.test(name) ? [] : [value])),
  ].some((text) => text.includes(secret))
