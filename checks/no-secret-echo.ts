import { broken, kept } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

export const noSecretEcho: Check = {
  rule: 'What a request is authorized with does not come back (OWASP API Security, RFC 6750 section 5.3).',
  run(context) {
    const { outcome } = context.exchange
    // An empty token, sent on purpose or by mistake, is in every text.
    const secrets = context.secrets.filter((secret) => secret !== '')
    if (outcome.kind !== 'reply' || secrets.length === 0) return []
    const requirement = context.id('security/no-secret-echo')
    const { headers, body } = outcome.reply
    const place = [
      ...Object.entries(headers).map(([name, value]) => [`header ${name}`, value] as const),
      ['body', body] as const,
    ].find(([, text]) => secrets.some((secret) => text.includes(secret)))
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
