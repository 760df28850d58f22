import { isAccepted } from '../../../checks/answer.ts'
import { finding } from '../../../checks/check.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { type Evidence, type Finding, failed, inconclusive, passed, untested } from '../../../core/finding.ts'
import { without } from '../../../core/json.ts'
import { asWarning, refusedValid } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { bodyOf, inForm, isCall, isXml, labelOf, operationId, takenPayment } from './payment.ts'

const slug = (mediaType: string): string => mediaType.replace('/', '-')
const takes = (mediaType: string): string => `${operationId}/flow/takes/${slug(mediaType)}`
const answers = (mediaType: string): string => `${operationId}/flow/answers/${slug(mediaType)}`

/** One payment in each media type, asking for each media type. */
export const formCases = (session: Session): readonly Case[] => {
  const mediaTypes = session.operation(operationId).body?.mediaTypes ?? []
  const about = mediaTypes.flatMap((one) => [takes(one), answers(one)])
  return [
    story(session, {
      id: 'forms',
      title: 'one payment in every form',
      about,
      run: async (conversation) => {
        const call = await takenPayment(session)
        if (!isCall(call)) return openAll(conversation, about, call.reason)
        const grid = await Promise.all(
          mediaTypes.map(async (sent) => ({
            sent,
            row: await Promise.all(
              mediaTypes.map(async (wanted) => ({
                wanted,
                exchange: await conversation.send(inForm(call, sent, wanted)),
              })),
            ),
          })),
        )
        const unanswered = mediaTypes.filter((wanted) => isRefusedThroughout(grid, wanted))
        conversation.note(...unanswered.flatMap((wanted) => refusedFor(conversation, grid, wanted)))
        for (const { sent, row: all } of grid) {
          const row = all.filter(({ wanted }) => !unanswered.includes(wanted))
          const others = grid.filter((one) => one.sent !== sent).flatMap((one) => one.row)
          conversation.note(await taken(conversation, { call, sent, row, others }))
          for (const { wanted, exchange } of row)
            if (isAccepted(exchange)) conversation.note(answeredIn(conversation, exchange, wanted))
        }
        const heeded = mediaTypes.filter((one) =>
          grid.every(({ row }) => row.some(({ wanted, exchange }) => wanted === one && labelOf(exchange) === one)),
        )
        await weighed(conversation, call, heeded)
      },
    }),
  ]
}

/** Of two types that are answered as asked for, the weight says which is wanted more, whatever their order. */
const weighed = async (conversation: Conversation, call: Call, heeded: readonly string[]): Promise<void> => {
  const [json, xml] = [heeded.find((one) => !isXml(one)), heeded.find(isXml)]
  if (json === undefined || xml === undefined) return
  for (const [more, less] of [
    [json, xml],
    [xml, json],
  ] as const) {
    const exchange = await conversation.send(inForm(call, json, `${less};q=0.5, ${more}`))
    if (!isAccepted(exchange)) continue
    const label = labelOf(exchange)
    const evidence = claim(conversation, exchange, {
      requirement: answers(more),
      holds: label === more,
      message: `Who accepts ${more} more than ${less} is answered in ${label || 'nothing'}`,
      at: 'header content-type',
      expected: more,
      received: label,
    })
    // No document speaks of weights; HTTP lets a server pass over what is said of them.
    conversation.note(asWarning(evidence))
  }
}

type Cell = { readonly wanted: string; readonly exchange: Exchange }
type Row = { readonly sent: string; readonly row: readonly Cell[] }

const cellsOf = (grid: readonly Row[], type: string): readonly Cell[] =>
  grid.flatMap(({ row }) => row.filter(({ wanted }) => wanted === type))

/** Refused in whatever form it is sent, while others are taken: it is not refused for how it is sent. */
const isRefusedThroughout = (grid: readonly Row[], type: string): boolean =>
  cellsOf(grid, type).every(({ exchange }) => replyOf(exchange) && !isAccepted(exchange)) &&
  grid.every(({ row }) => row.some(({ exchange }) => isAccepted(exchange)))

const refusedFor = (conversation: Conversation, grid: readonly Row[], type: string): readonly Evidence[] =>
  cellsOf(grid, type)
    .slice(0, 1)
    .map(({ exchange }) => {
      const requirement = conversation.session.id(answers(type))
      return refusedValid(conversation, {
        exchange,
        requirement,
        what: `A payment whose reply is asked for in ${type}`,
      })
    })

type Taking = Row & { readonly call: Call; readonly others: readonly Cell[] }

/** Refused only for its allocations, a payment in XML names their elements otherwise than the target reads them. */
const taken = async (conversation: Conversation, { call, sent, row, others }: Taking): Promise<Evidence> => {
  const requirement = conversation.session.id(takes(sent))
  const refused = row.find((cell) => !isAccepted(cell.exchange)) ?? row[0]
  if (!refused) return untested(requirement, 'the contract has no media types')
  const { exchange, wanted } = refused
  if (isAccepted(exchange)) return passed(requirement, exchange.id)
  // What is refused once only is refused by chance.
  const once = await conversation.send(inForm(call, sent, wanted))
  if (isAccepted(once)) return passed(requirement, once.id)
  if ([...row, { exchange: once }].every(isLost) && others.some((cell) => isAccepted(cell.exchange)))
    return failed(requirement, unanswered(conversation, once, sent))
  const evidence = refusedValid(conversation, { exchange, requirement, what: `A payment in ${sent}` })
  if (!isXml(sent) || evidence.verdict !== 'fail') return evidence
  const less = { ...call, body: without(bodyOf(call), ['PaymentAllocations']) }
  const again = await conversation.send(inForm(less, sent, sent))
  return isAccepted(again) ? asWarning(evidence, [192]) : evidence
}

const isLost = ({ exchange: { outcome } }: Pick<Cell, 'exchange'>): boolean =>
  outcome.kind === 'broken' || outcome.kind === 'silent'

/** Payments in the other media types are answered: nothing but the form is to blame. */
const unanswered = (conversation: Conversation, exchange: Exchange, sent: string): Finding =>
  finding(conversation.contextOf(exchange), {
    message: `No payment in ${sent} is answered, while others are`,
    expected: 'a whole reply',
    received: exchange.outcome.kind === 'reply' ? '' : exchange.outcome.detail,
  })

const answeredIn = (conversation: Conversation, exchange: Exchange, wanted: string): Evidence => {
  const label = labelOf(exchange)
  if (replyOf(exchange)?.body === '')
    return inconclusive(conversation.session.id(answers(wanted)), 'the reply has no body')
  const isFair = !isXml(label) || isXml(wanted)
  return claim(conversation, exchange, {
    requirement: answers(wanted),
    holds: label === wanted,
    message: `Who accepts ${wanted} is answered in ${label || 'nothing'}`,
    at: 'header content-type',
    expected: wanted,
    received: label,
    ...(isFair && label !== '' ? { ambiguities: [195] } : {}),
  })
}
