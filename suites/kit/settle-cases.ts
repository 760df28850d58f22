import { excuse, isAccepted } from '../../checks/answer.ts'
import type { Followed, Settles } from '../../contracts/relations/states.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { at, brief, type Json } from '../../core/json.ts'
import { edgesOf, packed } from '../../generators/edges.ts'
import { answerText } from '../baseline-requests.ts'
import type { Case } from '../cases/case.ts'
import type { Conversation } from '../conversation.ts'
import { relationFacets } from '../flows/relation-facets.ts'
import { claim, openAll, story } from '../flows/story.ts'
import type { Session } from '../session.ts'
import { type Recipe, validCall } from '../valid-call.ts'
import { type Asking, askingCall, askOnce, askUntil, bodyOf } from './ask-until.ts'
import { nearNames } from './near-names.ts'
import { noteUsedBefore, usedBefore } from './used-before.ts'

/** What is made and followed to its end; relations judge what is read on the way. */
export const settleCases = (session: Session): readonly Case[] =>
  session.contract.relations.flatMap((relation) =>
    relation.kind === 'settles' ? relation.followed.map((one) => followCase(session, relation, one)) : [],
  )

const followCase = (session: Session, relation: Settles, one: Followed): Case => {
  const { known, forward, final, stable, holds } = relation
  const below = one.about === undefined ? [] : relationFacets(session, one.about)
  const holding = holds.filter(
    ({ of, in: states }) => (of === undefined || of === one.operation) && states.includes(successIn(relation)),
  )
  const ended = [
    ...new Set([final.facet, ...(stable ? [stable.facet] : []), ...holding.map(({ facet }) => facet), ...below]),
  ]
  const about = [...(known === undefined ? [] : [known]), forward, ...ended]
  return story(session, {
    id: one.id,
    title: one.title,
    // A state on the way may pass sooner than a question waits for its turn among others.
    turn: 'alone',
    about,
    run: (conversation) => follow(conversation, { relation, one, about, ended, below }),
  })
}

/** Of the final states the one that is named first is the one that is hoped for. */
const successIn = ({ states }: Settles): string => states.at(-1)?.[0] ?? ''

/** Whether a reply tells one of the final states. */
export const isEndOf =
  ({ states, read }: Settles) =>
  (body: Json | undefined): boolean =>
    states.at(-1)?.includes(String(at(body, read.at))) === true

type Plan = {
  readonly relation: Settles
  readonly one: Followed
  readonly about: readonly string[]
  /** What the end shows, and what is asked of it besides. */
  readonly ended: readonly string[]
  readonly below: readonly string[]
}

const follow = async (conversation: Conversation, { relation, one, about, ended, below }: Plan): Promise<void> => {
  const { session } = conversation
  const { made, read, known, what } = relation
  const operation = session.operation(one.operation)
  const recipe = recipeOf(session, one)
  const seed = session.seed(conversation.caseId)
  const exchange = await conversation.send(
    await validCall(session, operation, { recipe: { ...recipe, seed }, providers: {} }),
  )
  const key = made.find((each) => each.operation === one.operation)?.key
  const value = key && at(bodyOf(exchange), key.steps)
  if (!isAccepted(exchange))
    return openAll(conversation, about, `set-up failed: ${one.operation} was not accepted: ${answerText(exchange)}`)
  if (value === undefined)
    return openAll(conversation, about, `set-up failed: ${one.operation} tells no ${what} to ask for`)
  const isEnd = isEndOf(relation)
  const asking = { operation: read.operation, key: read.key, value, isEnd }
  const readings = await askUntil(conversation, asking)
  if (known !== undefined)
    noteKnown(conversation, { known, what, value, exchange: readings[0] ?? conversation.lastExchange() })
  const last = readings.at(-1)
  if (!last)
    return openAll(
      conversation,
      about.filter((facet) => facet !== known),
      `the ${what} has no status`,
    )
  const end = bodyOf(last)
  if (!isEnd(end)) {
    const still = `still ${brief(at(end, read.at))}`
    return openAll(conversation, ended, `the ${what} was not done within ${session.spec.settleMs} ms: ${still}`)
  }
  if (!(await isReadAgain(conversation, { relation, asking, last }))) return
  // Whether something of it is shown under another name is for the relations to say, of which some are about whose it is.
  const near = typeof value === 'string' ? nearNames(value) : []
  for (const name of near) await conversation.sendRelated(await askingCall(conversation, { ...asking, value: name }))
  // What the end holds is judged wherever it is read; where it is not the one that is hoped for, some of it is not there.
  if (at(end, read.at) === successIn(relation)) return
  openAll(conversation, below, whyNot(session, exchange, last))
  noteUsedBefore(conversation, { made: exchange, end: last })
}

type Again = { readonly relation: Settles; readonly asking: Asking; readonly last: Exchange }

/** So often what was read is asked for once more, where it is not read at once. */
const mostAsked = 3

/** Whether what was read at its end is read twice more. Who refuses it each time has forgotten it. */
const isReadAgain = async (conversation: Conversation, { relation, asking, last }: Again): Promise<boolean> => {
  const { final, what, read } = relation
  let isRead = true
  for (let count = 0; count < 2 && isRead; count += 1) isRead = isAccepted(await askOnce(conversation, asking))
  if (isRead) return true
  const answers: Exchange[] = []
  while (answers.length < mostAsked && !answers.some(isAccepted)) answers.push(await askOnce(conversation, asking))
  const refused = answers.at(-1)
  if (!refused || answers.some((one) => isAccepted(one) || isNoWord(one))) {
    openAll(conversation, [final.facet], `the ${what} could not be read again`)
    return false
  }
  conversation.note(
    claim(conversation, refused, {
      requirement: final.facet,
      holds: false,
      message: `The ${what} was read as ${brief(at(bodyOf(last), read.at))}, and is not read again`,
      at: 'status',
      expected: '200, and the same as before',
      received: answerText(refused),
    }),
  )
  return false
}

/** Whether an answer says nothing of what was asked for: none at all, one about the caller, or that the target has no time. */
const isNoWord = (exchange: Exchange): boolean =>
  excuse(exchange) !== undefined || [429, 502, 503, 504].includes(replyOf(exchange)?.status ?? 0)

type Known = { readonly known: string; readonly what: string; readonly value: Json; readonly exchange: Exchange }

/** Whether it was known when it was first asked for; open where there was no answer at all. */
const noteKnown = (conversation: Conversation, { known, what, value, exchange }: Known): void => {
  const status = replyOf(exchange)?.status
  if (status === undefined || status >= 500) {
    openAll(conversation, [known], `the status could not be read: ${answerText(exchange)}`)
    return
  }
  conversation.note(
    claim(conversation, exchange, {
      requirement: known,
      holds: isAccepted(exchange),
      message: `The ${what} that the reply names is not documented`,
      at: 'status',
      expected: `200 with the status of the ${what}`,
      received: `${status} for ${value}`,
    }),
  )
}

/** Why it did not end well, with what to do where the run itself is to blame. */
const whyNot = (session: Session, made: Exchange, end: Exchange): string =>
  usedBefore(session, { made, end })?.isNamed
    ? 'its reference was used before: this seed was run against this target already, use another --seed'
    : `it ended otherwise: ${brief(bodyOf(end))}`

const recipeOf = (session: Session, { operation, recipe: { bounds, ...recipe } }: Followed): Omit<Recipe, 'seed'> => {
  const { body } = session.operation(operation)
  if (bounds !== true || !body) return recipe
  // The first edge of each place: the longest text, the least amount.
  const first = packed(edgesOf(body.node))[0] ?? []
  return { ...recipe, set: new Map(first.map(({ place, value }) => [place, value])) }
}
