import { tokenOf } from '../../../core/seed.ts'
import { baselineRequestsOf } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { bodyOf, operationId, replied } from './payment.ts'

const own = `${operationId}/flow/own-reply`

/** What a payment comes to must not depend on those beside it. */
export const againCases = (session: Session): readonly Case[] => [
  story(session, {
    id: `${operationId}/own-reply`,
    title: 'payments that differ, one after another and at the same time',
    about: [own],
    run: async (conversation) => {
      const { minimal, accepted, reason } = await baselineRequestsOf(session, session.operation(operationId), {})
      if (!accepted) return openAll(conversation, [own], reason)
      const marked = marks.map((mark) => markedCall(conversation, accepted.call, mark))
      // A relation looks for the texts of one in the reply to another.
      await Promise.all(marked.map(({ call }) => conversation.send(call)))
      await sameTransaction(conversation, marked)
      if (minimal.accepted) await withoutTexts(conversation, minimal.call, marked)
    },
  }),
]

const marks = ['one', 'two', 'three', 'four'] as const

/** Members that hold any text, of which none is needed. */
const texts = ['Note', 'AccountNumber', 'AccountName', 'ImportSource'] as const

type Marked = { readonly call: Call; readonly mark: string }

const markedCall = ({ session: { spec }, caseId }: Conversation, call: Call, name: string): Marked => {
  const mark = `own-${name}-${tokenOf(8, spec.tag, caseId, name)}`
  return { mark, call: { ...call, body: { ...bodyOf(call), ...Object.fromEntries(texts.map((one) => [one, mark])) } } }
}

/** To refuse a TransactionId that was given before is fair; to answer with the payment that had it is not. */
const sameTransaction = async (conversation: Conversation, marked: readonly Marked[]): Promise<void> => {
  const { session, caseId } = conversation
  const TransactionId = `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, caseId)}`
  for (const { call } of marked.slice(0, 2))
    await conversation.send({ ...call, body: { ...bodyOf(call), TransactionId } }, { verbatim: true })
}

/** A payment without texts may be given some by the server, but the same ones each time. */
const withoutTexts = async (conversation: Conversation, plain: Call, marked: readonly Marked[]): Promise<void> => {
  const body = Object.fromEntries(Object.entries(bodyOf(plain)).filter(([name]) => !texts.some((one) => one === name)))
  const seen: string[] = []
  // All are under way together, so that little else comes between a payment with texts and one without.
  const exchanges = await Promise.all(
    marked.map(async ({ call }) => {
      const [, exchange] = await Promise.all([conversation.send(call), conversation.send({ ...plain, body })])
      return exchange
    }),
  )
  for (const exchange of exchanges) {
    const reply = replied(conversation.session, exchange)
    if (!reply) continue
    seen.push(JSON.stringify(texts.map((one) => reply[one] ?? null)))
    conversation.note(
      claim(conversation, exchange, {
        requirement: own,
        holds: seen.every((one) => one === seen[0]),
        message: 'The same payment without texts is answered with other texts than before',
        at: '',
        expected: seen[0] ?? '',
        received: seen.at(-1),
      }),
    )
  }
}
