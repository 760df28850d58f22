import { failed, passed } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

/** What a trace holds in any case tells most bodies apart from it at once. */
type Trace = { readonly holds: string; readonly pattern: RegExp }

/**
 * Frames as Node, Java, .NET, Python, PHP, Ruby and Go print them, also within JSON text. A frame names a file and a
 * line, or two follow each other: "at 10:15" is prose. The first may begin the text, as where it is a member of its own. All repeats are bounded, so that long bodies take no time.
 */
const traces: readonly Trace[] = [
  {
    holds: 'at ',
    pattern: /(?:^|["'>]|\\n|\n)[ \t]{0,20}at [^\n]{0,300}?(?:\.[cm]?[jt]sx?|node:[\w/]{1,100}):\d+:\d+/,
  },
  {
    holds: 'at ',
    pattern: /(?:^|["'>]|\\n|\n)(?:\\t|[ \t]){0,20}at [\w$./<>]{1,300}\([\w$]{1,100}\.(?:java|kt|scala):\d+\)/,
  },
  {
    holds: 'at ',
    pattern: /(?:^|["'>]|\\n|\n)[ \t]{0,20}at [^\s()]{1,300}\([^()\n]{0,300}\) in [^\n]{1,300}?:line \d+/,
  },
  {
    holds: 'at ',
    pattern:
      /(?:^|["'>]|\\n|\n)[ \t]{0,20}at [^\s()]{1,200}\.[^\s()]{1,200}\([^()\n]{0,300}\)(?:\\r|\r)?(?:\\n|\n)[ \t]{0,20}at [^\s()]{1,300}\(/,
  },
  { holds: 'Traceback', pattern: /Traceback \(most recent call last\)/ },
  { holds: '.php(', pattern: /#0 [^\n]{0,300}?\.php\(\d+\)/ },
  { holds: '.rb:', pattern: /\.rb:\d+:in ['`]/ },
  { holds: 'goroutine ', pattern: /goroutine \d+ \[running\]/ },
]

export const noStackTrace: Check = {
  rule: 'A reply tells its caller what went wrong, not where in the program (OWASP API Security, error handling).',
  run(context) {
    const { outcome } = context.exchange
    if (outcome.kind !== 'reply') return []
    const requirement = context.id('security/no-stack-trace')
    const found = firstIn(outcome.reply.body)
    if (!found) return [passed(requirement, context.exchange.id)]
    const received = found[0].trim().slice(0, 120)
    return [
      failed(
        requirement,
        finding(context, {
          message: 'The reply holds a stack trace',
          at: 'body',
          expected: 'no stack trace in any reply',
          received,
        }),
      ),
    ]
  },
}

const firstIn = (body: string): RegExpExecArray | undefined => {
  for (const { holds, pattern } of traces) {
    const match = body.includes(holds) ? pattern.exec(body) : null
    if (match) return match
  }
  return undefined
}
