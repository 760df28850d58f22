import { broken, kept } from '../core/finding.ts'
import { type Check, finding } from './check.ts'

/** Frames as Node, Java, .NET, Python, PHP, Ruby and Go print them. Two in a row, so that prose is not mistaken. */
const traces: readonly RegExp[] = [
  /(?:\\n|\n)\s*at [\w.$<>[\] ]+\(?[^()\n]*:\d+(?::\d+)?\)?(?:\\n|\n)\s*at /,
  /(?:\\n|\n|\\t|\t)\s*at [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)/,
  /(?:\\n|\n)\s*at [\w.<>`]+\([^)]*\) in [^\n]+:line \d+/,
  /Traceback \(most recent call last\)/,
  /#0 [^\n]*\.php\(\d+\)/,
  /goroutine \d+ \[running\]/,
]

export const noStackTrace: Check = {
  rule: 'A reply tells its caller what went wrong, not where in the program (OWASP API Security, error handling).',
  run(context) {
    const { outcome } = context.exchange
    if (outcome.kind !== 'reply') return []
    const requirement = context.id('security/no-stack-trace')
    const found = traces.map((trace) => trace.exec(outcome.reply.body)).find((match) => match !== null)
    if (!found) return [kept(requirement)]
    const received = found[0].trim().slice(0, 120)
    return [
      broken(
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
