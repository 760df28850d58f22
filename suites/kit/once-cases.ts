import { isAccepted } from '../../checks/answer.ts'
import { isEqual } from '../../checks/relations/compare.ts'
import type { Again, Once, Place } from '../../contracts/relations/relation.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { untested } from '../../core/finding.ts'
import { at, type Json } from '../../core/json.ts'
import { firstAt, pathOf } from '../../core/place.ts'
import { tokenOf } from '../../core/seed.ts'
import { baselineRequestsOf } from '../baseline-requests.ts'
import type { Case } from '../cases/case.ts'
import { explored } from '../cases/tentative.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import { openAll, story } from '../flows/story.ts'
import { freshIn } from '../fresh.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'
import { naming } from './ask-until.ts'
import { likeTheUsed } from './like-the-used.ts'
import { isSettled, type Settled, settled } from './settled.ts'

/** So many requests set off at once. */
const runners = 4

/** What must be sent for a relation of the kind `once` to say something: one thing again, and at the same time. */
export const onceCases = (session: Session, providers: Providers): readonly Case[] =>
  session.contract.relations.flatMap((relation) => {
    if (relation.kind !== 'once') return []
    const { again, says, together, key } = relation
    return [
      ...(again
        ? [
            againCase(session, {
              relation,
              again,
              providers,
              about: [again.facet, says?.facet ?? [], refusedFacets(session, relation)].flat(),
            }),
          ]
        : []),
      ...(again?.effect === 'refused' && relation.done
        ? [soonCase(session, { relation, providers, about: [again.facet] })]
        : []),
      ...(together === undefined || !key
        ? []
        : [togetherCase(session, { relation, key, providers, about: [together] })]),
    ]
  })

/** What else is reported for what was refused: nothing but a repetition is sure to be. */
const refusedFacets = ({ contract }: Session, { operation, done }: Once): readonly string[] =>
  contract.relations
    .flatMap((one) =>
      one.kind === 'settles' && one.read.operation === done?.operation
        ? one.holds.filter((held) => held.of === operation && held.in.every((state) => done.refused.includes(state)))
        : [],
    )
    .map(({ facet }) => facet)

type Plan = { readonly relation: Once; readonly providers: Providers; readonly about: readonly string[] }

const againCase = (session: Session, plan: Plan & { readonly again: Again }): Case =>
  story(session, {
    id: `once/${plan.relation.operation}/again`,
    title: `one ${plan.relation.what} sent again by ${plan.relation.operation}`,
    // What is taken again and again must be so whatever others do; what is refused may be tried beside them.
    turn: plan.again.effect === 'taken' ? 'alone' : 'late',
    about: plan.about,
    run: async (conversation) => {
      const call = await callOf(conversation, plan)
      if ('reason' in call) return tellLack(conversation, plan.about, call)
      const send = (): Promise<Exchange> => conversation.send(call, { verbatim: plan.relation.key !== undefined })
      const sent = await send()
      const first = await settled(conversation, plan.relation, sent)
      if (!isSettled(first, 'taken'))
        return openAll(conversation, plan.about, `set-up failed: the first one was not taken: ${first.reason}`)
      await likeTheUsed(conversation, { ...plan, call })
      for (let time = 1; time <= plan.again.times; time += 1) {
        const more = await settled(conversation, plan.relation, await send())
        if (more.kind === 'unknown') openAll(conversation, plan.about, more.reason)
      }
      await inAnother(conversation, { ...plan, call })
      // What became of the first one stays so, whatever the others came to: relations judge what is read of it.
      await settled(conversation, plan.relation, sent)
      for (const { mediaType, body } of plan.again.between) {
        const good: Call = {
          ...call,
          contentType: mediaType,
          parameters: { ...call.parameters, 'header.Accept': mediaType },
        }
        // Where this form is not taken at all, other cases tell so.
        if (!isAccepted(await conversation.send(good))) continue
        await conversation.send({ ...good, rawBody: body }, { soft: true, wantsRefusal: true })
        await conversation.send(good)
      }
    },
  })

/** A key that was used is used whatever else the request holds: who looks for it among requests alike has one key for two. */
const inAnother = async (
  conversation: Conversation,
  { relation, again, call, providers }: Plan & { readonly again: Again; readonly call: Call },
): Promise<void> => {
  const { session, caseId } = conversation
  const { key } = relation
  if (again.effect !== 'refused' || key?.in !== 'request') return
  const operation = session.operation(relation.operation)
  const { taken } = await explored({ session, operation, providers })
  const recipe = { seed: session.seed(caseId, 'another'), set: othersThan(call, taken) }
  const other = await validCall(session, operation, { recipe, providers })
  const sent = await conversation.send(naming(other, key, at(call.body, key.steps) ?? null), { verbatim: true })
  await settled(conversation, relation, sent)
}

/** Of what has to fit what exists at the target another value than a call has: it was seen to be taken. */
const othersThan = ({ body }: Call, taken: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, Json> =>
  new Map(
    [...taken].flatMap(([place, values]) => {
      const used = at(body, firstAt(pathOf(place)))
      const other = values.find((value) => value !== null && !isEqual(value, used ?? null))
      return used === undefined || other === undefined ? [] : [[place, other] as const]
    }),
  )

/** A second use may be compared with those only whose end is known. */
const soonCase = (session: Session, plan: Plan): Case =>
  story(session, {
    id: `once/${plan.relation.operation}/soon`,
    title: `one ${plan.relation.what} sent again by ${plan.relation.operation} before the first is done`,
    turn: 'late',
    about: plan.about,
    run: async (conversation) => {
      const call = await callOf(conversation, plan)
      if ('reason' in call) return tellLack(conversation, plan.about, call)
      const sent = [
        await conversation.send(call, { verbatim: true }),
        await conversation.send(call, { verbatim: true }),
      ]
      const ends: Settled[] = []
      for (const one of sent) ends.push(await settled(conversation, plan.relation, one))
      const open = ends.find(({ kind }) => kind === 'unknown')
      if (open) openAll(conversation, plan.about, open.reason)
      else if (!ends.some((one) => isSettled(one, 'taken'))) openAll(conversation, plan.about, 'none of them was taken')
    },
  })

/** Only where the user allows it: what several requests at once do to a target is a risk of its own. */
const togetherCase = (session: Session, plan: Plan & { readonly key: Place }): Case =>
  story(session, {
    id: `once/${plan.relation.operation}/together`,
    title: `one ${plan.relation.what} sent ${runners} times at once by ${plan.relation.operation}`,
    turn: 'late',
    about: plan.about,
    run: async (conversation) => {
      if (!session.spec.allow.includes('concurrent'))
        return tellLack(conversation, plan.about, {
          reason: 'sends several requests at once: needs --allow concurrent',
          isLack: true,
        })
      const call = await callOf(conversation, plan)
      if ('reason' in call) return tellLack(conversation, plan.about, call)
      const { done, refusedWith } = plan.relation
      const raced = await Promise.all(
        Array.from({ length: runners }, () => conversation.send(call, { verbatim: true })),
      )
      const ends = await Promise.all(raced.map((one) => settled(conversation, plan.relation, one)))
      if (!ends.some((one) => isSettled(one, 'taken'))) openAll(conversation, plan.about, 'none of them was taken')
      else if (ends.some(({ kind }) => kind === 'unknown'))
        openAll(conversation, plan.about, 'not all of them were done')
      else if (
        !done &&
        raced.every((one) => isAccepted(one) || !refusedWith.includes(replyOf(one)?.status ?? 0)) &&
        !raced.every(isAccepted)
      )
        openAll(conversation, plan.about, 'the others were refused otherwise than a second use is')
    },
  })

type Lack = { readonly reason: string; readonly isLack: boolean }

const tellLack = (conversation: Conversation, about: readonly string[], { reason, isLack }: Lack): void =>
  isLack
    ? conversation.note(...about.map((facet) => untested(conversation.session.id(facet), reason)))
    : openAll(conversation, about, reason)

/** A valid call whose key has a value that no other request of the run has. */
const callOf = async (conversation: Conversation, { relation, providers }: Plan): Promise<Call | Lack> => {
  const { session, caseId } = conversation
  const operation = session.operation(relation.operation)
  const { key } = relation
  if (!key) {
    const { full, accepted, reason } = await baselineRequestsOf(session, operation, providers)
    return (full.accepted ? full.call : accepted?.call) ?? { reason, isLack: false }
  }
  const call = await validCall(session, operation, { recipe: { seed: session.seed(caseId) }, providers })
  const parameter = `${key.in}.${key.steps[0] ?? ''}`
  const drawn = key.in === 'request' ? at(call.body, key.steps) : call.parameters[parameter]
  const value = await freshIn(session, drawn ?? null, caseId)
  if (value !== undefined && 'reason' in value) return { reason: value.reason, isLack: true }
  const own = value?.value ?? `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, caseId)}`
  return naming(call, key, own)
}
