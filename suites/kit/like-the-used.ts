import type { Again, Once } from '../../contracts/relations/relation.ts'
import { nodeAt } from '../../contracts/schema/node.ts'
import { numberAt } from '../../contracts/schema/schema.ts'
import type { Exchange } from '../../core/exchange.ts'
import { failed, warned } from '../../core/finding.ts'
import { at } from '../../core/json.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Call } from '../request.ts'
import { validCall } from '../valid-call.ts'
import { naming } from './ask-until.ts'
import { isSettled, type Settled, settled } from './settled.ts'

type Used = { readonly relation: Once; readonly again: Again; readonly call: Call; readonly providers: Providers }

/** A key that nobody used, and how it differs from one that was. */
type Like = {
  readonly value: string
  readonly where: string
  /** No document says whether letters are the same in either case. */
  readonly isCase?: true
}

/**
 * What was never used is not refused as used, however like it is to what was: keys that begin as a used one does, or differ
 * from it in one character only, or in the case of its letters. Where a key of another kind is refused too, nothing is said;
 * what is taken shows nothing of a second use, so that it is no pass of it.
 */
export const likeTheUsed = async (
  conversation: Conversation,
  { relation, again, call, providers }: Used,
): Promise<void> => {
  const { session, caseId } = conversation
  const { key } = relation
  if (again.effect !== 'refused' || key?.in !== 'request') return
  const operation = session.operation(relation.operation)
  const node = operation.body && nodeAt(operation.body.node, key.steps)
  const used = at(call.body, key.steps)
  const most = node && numberAt(node.schemas.strict, 'maxLength')
  if (typeof used !== 'string' || most === undefined || most <= used.length) return
  const requirement = session.id(again.facet)
  /** Another body each time, so that only the key is like another one. */
  const sent = async (value: string): Promise<{ readonly end: Settled; readonly exchange: Exchange }> => {
    const recipe = { seed: session.seed(caseId, value) }
    const other = naming(await validCall(session, operation, { recipe, providers }), key, value)
    const exchange = await conversation.send(other, { verbatim: true })
    return { end: await settled(conversation, relation, exchange), exchange }
  }
  for (const { value, where, isCase } of likesOf(used, most)) {
    const { end, exchange } = await sent(value)
    if (end.kind !== 'refused') continue
    if (!isSettled((await sent([...value].toReversed().join(''))).end, 'taken')) continue
    const finding = {
      message: `A ${relation.what} that nobody used is refused: it differs from a used one in ${where}`,
      at: 'status',
      expected: 'it is taken: it was not used before',
      received: end.reason,
      exchange: exchange.id,
    }
    conversation.note(isCase ? warned(requirement, finding) : failed(requirement, finding))
  }
}

/** The first one is as long as a key may be; those after it are like that one, and so is the last one like the first used. */
const likesOf = (used: string, most: number): readonly Like[] => {
  const long = used.padEnd(most, 'x')
  const otherCase = used === used.toUpperCase() ? used.toLowerCase() : used.toUpperCase()
  return [
    { value: long, where: 'what follows it' },
    { value: `${long.slice(0, -1)}y`, where: 'its last character' },
    { value: `b${long.slice(1)}`, where: 'its first character' },
    ...(otherCase === used ? [] : [{ value: otherCase, where: 'the case of its letters', isCase: true } as const]),
  ]
}
