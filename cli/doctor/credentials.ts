import type { Contract } from '../../contracts/contract.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import type { TargetSpec } from '../../core/run-spec.ts'
import { whyNone } from '../../reports/unusable.ts'
import { authOf } from '../../target/auth/open.ts'
import { absentLine } from './absent.ts'
import type { Line } from './line.ts'
import type { Probe } from './probe.ts'

/** Whether the target takes the credentials, and asks for them at all. */
export const credentialLines = (
  probe: Probe,
  { target, contract }: { readonly target: TargetSpec; readonly contract: Contract },
): readonly Line[] => {
  const { withCredentials, without, method, operation, attempt } = probe
  const line = (sign: Line['sign'], text: string, advice?: string): Line => ({
    check: 'credentials',
    sign,
    text,
    ...(advice === undefined ? {} : { advice }),
  })
  const asked = `${method} ${operation.path}`
  const { outcome } = withCredentials
  if (outcome.kind !== 'reply') {
    const text = `${asked} has no answer: ${outcome.detail}`
    return [
      { check: 'target', sign: 'bad', text, advice: 'Check target.baseUrl and that an HTTP server answers there.' },
    ]
  }
  const auth = authOf(target)
  const { status } = outcome.reply
  const none = whyNone([attempt], { authenticated: auth !== undefined || hasAuthorization(target) })
  const bad = (check: Line['check']): Line => ({
    check,
    sign: 'bad',
    text: `${asked}: ${none.cause}`,
    advice: `${none.remedy}.`,
  })
  if (attempt.answer.kind === 'redirect') return [bad('target')]
  if (method !== 'OPTIONS') {
    if (attempt.answer.kind === 'page' || status >= 500) return [bad('target')]
    // What is refused for a value that does not exist is no sign that the contract is not there.
    if (status === 404 && attempt.madeUp.length === 0) return [bad('target')]
  }
  if (status === 401) return [bad('credentials')]
  const asks = contract.operations.some(({ secured }) => secured)
  const absent = status === 404 && method !== 'OPTIONS' ? [absentLine(probe, asked)] : []
  if (!auth) {
    return asks && !hasAuthorization(target)
      ? [line('warn', 'none are given, and the contract asks for some', 'Set ASSAY_TOKEN or target.auth.'), ...absent]
      : [line('ok', 'none are given'), ...absent]
  }
  const given = auth.kind === 'key' ? `the key in ${auth.in} ${auth.name}` : `the ${auth.kind} credentials`
  if (method === 'OPTIONS')
    return [
      line(
        'warn',
        `${given} could not be tried: the contract has nothing safe to ask, and nothing is written here`,
        'The first request of a run will tell.',
      ),
    ]
  if (status === 403)
    return [
      line(
        'warn',
        `${given} may not do ${asked}: it answers 403`,
        'Ask for the scope or role that the contract needs.',
      ),
    ]
  if (status === 404) {
    const bare = without ? replyOf(without)?.status : undefined
    return [
      bare === 401 || bare === 403
        ? line('ok', `${given} are accepted: ${asked} answers 404 with them, ${bare} without`)
        : line('warn', `${given} are not refused, but ${asked} answers 404, which does not tell that they are taken`),
      ...absent,
    ]
  }
  return [line('ok', `${given} are taken: ${asked} answers ${status}`), ...openLines(without, asked, line)]
}

const hasAuthorization = ({ headers }: TargetSpec): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')

/** A target that answers without credentials may only be open, or not look at them at all. */
const openLines = (
  without: Exchange | undefined,
  asked: string,
  line: (sign: Line['sign'], text: string, advice?: string) => Line,
): readonly Line[] => {
  const status = without ? replyOf(without)?.status : undefined
  if (status === undefined || status >= 300) return []
  return [
    line('warn', `${asked} is answered ${status} without credentials too`, 'So that they are taken says nothing.'),
  ]
}
