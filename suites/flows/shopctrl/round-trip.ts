import { open, untried } from '../../../core/finding.ts'
import { isObject, type Json, type JsonObject } from '../../../core/json.ts'
import { tokenOf } from '../../../core/seed.ts'
import { answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { bodyOf, inForm, isCall, isXml, operationId, replied, takenPayment } from './payment.ts'
import { likeness } from './same.ts'

const base = 'flow/round-trip'
const ofAllocations = `${base}/allocation-members`

/** A payment with every member comes back as it was sent, in JSON and in XML. */
export const roundTripCases = (session: Session): readonly Case[] => {
  const members = Object.keys(session.operation(operationId).body?.node.properties ?? {}).filter(
    (name) => name !== 'Id',
  )
  const about = [...members.map((name) => `${base}/${name}`), ofAllocations]
  return ['application/json', 'application/xml'].map((mediaType) =>
    story(session, {
      id: `round-trip/${mediaType.replace('/', '-')}`,
      title: `a payment in ${mediaType} and what comes back`,
      about,
      run: async (conversation) => {
        const call = await takenPayment(session)
        if (!isCall(call)) return openAll(conversation, about, call.reason)
        const { tag } = session.spec
        const mark = { TransactionId: `assay-${tag}-${tokenOf(8, tag, conversation.caseId)}` }
        const sent: JsonObject = { ...bodyOf(call), ...('TransactionId' in bodyOf(call) ? mark : {}) }
        const exchange = await conversation.send(inForm({ ...call, body: sent }, mediaType, mediaType), {
          verbatim: true,
        })
        const received = replied(session, exchange)
        if (!received) return openAll(conversation, about, `no payment came back: ${answerText(exchange)}`)
        const trip = { conversation, exchange, mediaType }
        conversation.note(...members.map((name) => compared(trip, name, [sent[name], received[name]])))
        conversation.note(allocations(trip, [sent.PaymentAllocations, received.PaymentAllocations]))
      },
    }),
  )
}

type Trip = {
  readonly conversation: Conversation
  readonly exchange: Parameters<typeof claim>[1]
  readonly mediaType: string
}

type Pair = readonly [Json | undefined, Json | undefined]

const compared = ({ conversation, exchange, mediaType }: Trip, name: string, [sent, received]: Pair) => {
  const requirement = `${base}/${name}`
  if (sent === undefined) return untried(conversation.session.id(requirement), missing(name))
  const isList = Array.isArray(sent)
  if (isOtherwiseOnly(sent, received))
    return open(
      conversation.session.id(requirement),
      `as many come back, but not as they were sent: see ${ofAllocations}`,
    )
  const found = isList
    ? Array.isArray(received) && received.length === sent.length
      ? 'same'
      : 'other'
    : likeness(sent, received)
  const fair = found === 'as a date' ? [185] : isList && isXml(mediaType) ? [192] : undefined
  return claim(conversation, exchange, {
    requirement,
    holds: found === 'same',
    message: `${name} does not come back as it was sent in ${mediaType}`,
    at: `/${name}`,
    expected: JSON.stringify(sent),
    received,
    ...(fair ? { ambiguities: fair } : {}),
  })
}

/** So many elements as were sent, but other ones. */
const isOtherwiseOnly = (sent: Json, received: Json | undefined): boolean =>
  Array.isArray(sent) &&
  Array.isArray(received) &&
  received.length === sent.length &&
  likeness(sent as Json, received as Json) === 'other'

const missing = (name: string): string => {
  const fixture = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return `no valid payment holds it; where it needs a value that exists at the target, give --fixture ${fixture}=…`
}

const allocations = ({ conversation, exchange, mediaType }: Trip, [sent, received]: Pair) => {
  if (!Array.isArray(sent) || !Array.isArray(received) || sent.length !== received.length)
    return untried(conversation.session.id(ofAllocations), 'the allocations did not come back')
  const fits = (received as readonly Json[]).every((one) => isObject(one))
  return claim(conversation, exchange, {
    requirement: ofAllocations,
    holds: fits && likeness(sent as Json, received as Json) === 'same',
    message: `An allocation does not come back as it was sent in ${mediaType}`,
    at: '/PaymentAllocations',
    expected: JSON.stringify(sent),
    received,
  })
}
