import { type Exchange, replyOf } from '../../core/exchange.ts'
import type { TargetSpec } from '../../core/run-spec.ts'
import type { Contract } from '../../schemas/contract.ts'
import { authOf } from '../../target/auth/open.ts'
import type { Line } from './line.ts'
import type { Probe } from './probe.ts'

/** Whether the target takes the credentials, and asks for them at all. */
export const credentialLines = (
  { withCredentials, without, method, operation }: Probe,
  { target, contract }: { readonly target: TargetSpec; readonly contract: Contract },
): readonly Line[] => {
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
  const asks = contract.operations.some(({ secured }) => secured)
  if (!auth) {
    return asks && !hasAuthorization(target)
      ? [line('warn', 'none are given, and the contract asks for some', 'Set ASSAY_TOKEN or target.auth.')]
      : [line('ok', 'none are given')]
  }
  const { status } = outcome.reply
  const given = auth.kind === 'key' ? `the key in ${auth.in} ${auth.name}` : `the ${auth.kind} credentials`
  if (status === 401)
    return [
      line(
        'bad',
        `${given} are refused: ${asked} answers 401`,
        'Check target.auth, ASSAY_TOKEN, and whether they expired.',
      ),
    ]
  if (method === 'OPTIONS')
    return [
      line(
        'warn',
        `${given} could not be tried: the contract has no GET, and nothing is written here`,
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
  if (status === 404 || status >= 500)
    return [line('warn', `${asked} answers ${status}`, hints[status === 404 ? 404 : 500])]
  return [line('ok', `${given} are taken: ${asked} answers ${status}`), ...openLines(without, asked, line)]
}

const hints = {
  404: 'Check that target.baseUrl ends before the contract’s paths, and that the fixtures exist there.',
  500: 'The server does not work as it should; a run would show little else.',
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
