import { placeOf } from '../../core/place.ts'
import { changes } from '../changes.ts'
import type { Draft, Operator } from '../mutant.ts'
import { changingReplies, placesOf } from './reply-values.ts'

/** The third element of a list and all after it. */
const from = 2

/** Every place in a list of every documented reply, changed in every way, but not in the first elements. */
export const replyLater: Operator = {
  name: 'reply/later',
  family: 'reply',
  title: 'A value is changed in the later elements of a list only.',
  isAgainst: false,
  drafts: (operation) =>
    operation.replies.flatMap((spec) =>
      changes.flatMap((change) =>
        placesOf(spec, change)
          .filter(({ path }) => path.includes('[]'))
          .map((node): Draft => {
            const place = `${spec.status}/${placeOf(node.path)}/${change.name}`
            return {
              id: `reply/${operation.id}/${place}`,
              place,
              apply: changingReplies([{ operation, spec, nodes: [node], from }], change),
            }
          }),
      ),
    ),
}
