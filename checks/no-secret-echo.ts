import { broken, kept } from '../core/finding.ts'
import { oncePer } from '../core/once-per.ts'
import { lookFor } from '../core/sightings.ts'
import { type Check, finding } from './check.ts'

export const noSecretEcho: Check = {
  rule: 'What a request is authorized with does not come back (OWASP API Security, RFC 6750 section 5.3).',
  run(context) {
    const { outcome } = context.exchange
    if (outcome.kind !== 'reply' || context.secrets.every((secret) => secret === '')) return []
    const requirement = context.id('security/no-secret-echo')
    const shows = showing(context.secrets)
    const { headers, body } = outcome.reply
    const entries = Object.entries(headers)
    const [header] = entries.filter(([, value]) => shows(value)).map(([name]) => `header ${name}`)
    // Names of headers are the same in any case, and come in lower case.
    const isName = entries.some(([name]) => shows(name, 'any case'))
    const at = header ?? (isName ? 'headers' : shows(body) ? 'body' : undefined)
    if (at === undefined) return [kept(requirement, context.exchange.id)]
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

/** Whether a text shows one of the secrets, in any spelling but in the case that it has. */
const showing = oncePer((secrets: readonly string[]) => {
  // An empty token, sent on purpose or by mistake, is in every text.
  const look = lookFor({ secret: secrets.filter((secret) => secret !== '') })
  return (text: string, letters: 'any case' | 'its case' = 'its case'): boolean =>
    look(text).some(({ isExact, isCut }) => !isCut && (isExact || letters === 'any case'))
})
