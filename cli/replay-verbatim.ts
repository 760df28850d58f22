import { replyOf } from '../core/exchange.ts'
import { brief } from '../core/json.ts'
import { visible } from '../reports/visible.ts'
import { judgeAgain } from '../suites/judge-again.ts'
import { openSession } from '../suites/session.ts'
import { resend } from '../suites/verbatim.ts'
import { loadWith } from './load-with-workflows.ts'
import { obtain, prepare } from './prepare.ts'
import { print } from './print.ts'
import type { Again, Replay, Replayed } from './replay.ts'

import { seedFor } from './seed-for.ts'
import { UsageError } from './usage-error.ts'

/** Sends the recorded requests again, and tells whether the last reply is as it was. */
export const replayVerbatim = async (replayed: Replayed, { request, place }: Replay): Promise<Again> => {
  const { contract: report, finding } = replayed
  if (finding.curl === '') throw new UsageError(`Nothing was sent that shows it: replay without --verbatim.`)
  const { config, environment } = place
  const [name = report.settings.contract] = request.contracts
  const { spec, contract, reference } = await prepare(await loadWith(name, request.flags), {
    request,
    config,
    credited: obtain,
    environment,
    seed: seedFor(request.flags, config, environment),
  })
  try {
    const session = await openSession(spec, contract)
    try {
      const sent = await resend(session, { report, finding })
      const lines = sent.exchanges.map((one) => {
        const recorded = report.exchanges[one.id]
        return `  ${one.request.method} ${one.request.path}  ${outcomeText(one)}, recorded ${recorded ? outcomeText(recorded) : 'nothing'}\n`
      })
      const again =
        'lacks' in sent ? undefined : judgeAgain(session, { ...replayed, ...sent, exchange: sent.exchanges.at(-1) })
      const more = again?.member
        ? [`  ${finding.at}  ${brief(again.member.now)}, recorded ${brief(again.member.before)}\n`]
        : []
      const lack = 'lacks' in sent ? [`  ${sent.lacks}\n`] : []
      print(
        [`\n${replayed.requirement.id} at ${spec.target.baseUrl}\n`, ...lines, ...more, ...lack]
          .map((line) => inLine(session.redact.text(line)))
          .join(''),
      )
      return again?.verdict ?? 'open'
    } finally {
      await session.close()
    }
  } finally {
    await reference?.close()
  }
}

const inLine = (line: string): string => `${visible(line.replace(/\n$/, ''))}\n`.replace('\\n', '\n')

const outcomeText = (exchange: Parameters<typeof replyOf>[0]): string =>
  String(replyOf(exchange)?.status ?? exchange.outcome.kind)
