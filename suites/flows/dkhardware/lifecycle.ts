import { asText } from '../../../core/json.ts'
import { type Edge, edgesOf, packed } from '../../../generators/edges.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import type { Recipe } from '../../valid-call.ts'
import { relationFacets } from '../relation-facets.ts'
import { claim, openAll, story } from '../story.ts'
import { noteErrors, noteOrder, whyFailed } from './status-rules.ts'
import {
  follow,
  isDone,
  isSubmission,
  known,
  noteKnown,
  readStatus,
  type StatusReading,
  type Submission,
  submitOrder,
} from './submission.ts'

const lifecycle = 'flow/submission-lifecycle'
const forward = `${lifecycle}/states-never-go-back`
const final = `${lifecycle}/terminal-state-is-final`

const whenDone = [
  final,
  `${lifecycle}/errors-exactly-when-failed`,
  `${lifecycle}/order-id-when-succeeded`,
  `${lifecycle}/payload-when-created`,
  'flow/reference-id/echoed',
]

export const lifecycleCases = (session: Session): readonly Case[] => [
  lifecycleCase(session, {
    id: 'lifecycle/full',
    title: 'an order with every member, several items and text of many scripts, from post to payload',
    recipe: () => ({ optional: 'all', text: 'unicode', elements: 3 }),
    facets: relationFacets(session, 'flow/round-trip'),
  }),
  lifecycleCase(session, {
    id: 'lifecycle/bounds',
    title: 'an order with every value at its bounds, from post to payload',
    recipe: () => ({ optional: 'all', set: new Map(longest(session).map(({ place, value }) => [place, value])) }),
    facets: relationFacets(session, 'flow/round-trip'),
  }),
  lifecycleCase(session, {
    id: 'lifecycle/minimal',
    title: 'an order with only what is required',
    recipe: () => ({ optional: 'none' }),
    facets: relationFacets(session, 'flow/defaults'),
  }),
]

/** The first edge of each place: the longest text, the least amount. */
const longest = (session: Session): readonly Edge[] => {
  const { body } = session.operation('createOrder')
  return body ? (packed(edgesOf(body.node))[0] ?? []) : []
}

type Plan = {
  readonly id: string
  readonly title: string
  readonly recipe: () => Omit<Recipe, 'seed'>
  readonly facets: readonly string[]
}

const lifecycleCase = (session: Session, plan: Plan): Case => {
  const about = [known, forward, ...whenDone, ...plan.facets]
  return story(session, { ...plan, about, run: (conversation) => tell(conversation, { ...plan, about }) })
}

type Told = Pick<Plan, 'recipe' | 'facets'> & { readonly about: readonly string[] }

const tell = async (conversation: Conversation, { recipe, facets, about }: Told): Promise<void> => {
  const { session } = conversation
  const submitted = await submitOrder(conversation, { ...recipe(), seed: session.seed(conversation.caseId) })
  if (!isSubmission(submitted)) return openAll(conversation, about, submitted.reason)
  const readings = await follow(conversation, submitted.id)
  const [first] = readings
  const last = readings.at(-1)
  noteKnown(conversation, submitted, first)
  if (!first || !last)
    return openAll(
      conversation,
      about.filter((facet) => facet !== known),
      'the submission has no status',
    )
  conversation.note(neverBack(conversation, readings))
  if (!isDone(last)) {
    return openAll(
      conversation,
      [...whenDone, ...facets],
      `the submission was not done within ${session.spec.settleMs} ms: still ${last.body['status']}`,
    )
  }
  await noteFinal(conversation, submitted, last)
  noteErrors(conversation, last)
  noteOrder(conversation, submitted, last)
  // What the payload holds is judged wherever it is read; where there is none, nothing is.
  if (last.body['status'] === 'Failed') openAll(conversation, facets, whyFailed(last))
}

const order = ['Accepted', 'Processing', 'Succeeded', 'Failed']
/** Words that are no state are for the schema to report. */
const rank = ({ body }: StatusReading): number => {
  const position = order.indexOf(asText(body['status']))
  return position < 0 ? Number.NaN : Math.min(position, 2)
}

const neverBack = (conversation: Conversation, readings: readonly StatusReading[]) => {
  const at = readings.findIndex(
    (reading, index) => index > 0 && rank(reading) < rank(readings[index - 1] as StatusReading),
  )
  const reading = readings[Math.max(at, 0)] as StatusReading
  return claim(conversation, reading.exchange, {
    requirement: forward,
    holds: at < 0,
    message: 'The submission went back to an earlier state',
    at: '/status',
    expected: `${readings[at - 1]?.body['status']} or later`,
    received: reading.body['status'],
  })
}

/** What is read after the end says the same: the status, the order and the errors. */
const noteFinal = async (conversation: Conversation, submitted: Submission, last: StatusReading): Promise<void> => {
  for (let count = 0; count < 2; count += 1) {
    const again = await readStatus(conversation, submitted.id)
    if (!again) return openAll(conversation, [final], 'the status could not be read again')
    const changed = ['status', 'orderId', 'errors'].find(
      (member) => JSON.stringify(again.body[member]) !== JSON.stringify(last.body[member]),
    )
    conversation.note(
      claim(conversation, again.exchange, {
        requirement: final,
        holds: changed === undefined,
        message: `${changed} changed after the submission had ended`,
        at: `/${changed}`,
        expected: JSON.stringify(last.body[changed ?? '']) ?? 'absent',
        received: again.body[changed ?? ''],
      }),
    )
  }
}
