import type { Operation } from '../../contracts/contract.ts'
import { bytesOf, strayText } from '../../core/bytes.ts'
import type { Given } from '../../core/layer.ts'
import { isJsonType } from '../../core/media-type.ts'
import type { Draft, Operator } from '../mutant.ts'
import { textIn, withBody, withBytes, withoutHeader } from '../reply.ts'

type Form = {
  readonly name: string
  readonly title: string
  readonly change: (given: Given) => Given
  /** Made of refusals too that the contract does not describe: what is labelled as JSON is no more. */
  readonly isAnywhere?: true
}

const labelled = (given: Given, label: string): Given => ({
  ...given,
  headers: { ...given.headers, 'content-type': label },
})

/** In the first text; where there is none, at the end. */
const strayed = (text: string): Uint8Array => {
  const found = /:\s*"/.exec(text)
  const place = found ? found.index + found[0].length : text.length
  return bytesOf(text.slice(0, place) + strayText(0xff) + text.slice(place))
}

const forms: readonly Form[] = [
  { name: 'mislabelled', title: 'A body is labelled as HTML.', change: (given) => labelled(given, 'text/html') },
  {
    name: 'unlabelled',
    title: 'A body has no Content-Type.',
    change: (given) => ({ ...given, headers: withoutHeader(given.headers, 'content-type') }),
  },
  {
    name: 'truncated',
    isAnywhere: true,
    title: 'Only the first half of a body is there.',
    change: (given) => withBody(given, textIn(given).slice(0, Math.floor(textIn(given).length / 2))),
  },
  {
    name: 'not-utf8',
    isAnywhere: true,
    title: 'A body holds a byte that is no UTF-8.',
    change: (given) => withBytes(given, strayed(textIn(given))),
  },
  { name: 'not-readable', title: 'A body is a line of text.', change: (given) => withBody(given, 'It is done.') },
  { name: 'no-body', title: 'A body is empty.', change: (given) => withBody(given, '') },
]

/** Bodies that are not what the reply says they are; an operator for each way. */
export const replyForms: readonly Operator[] = forms.map(({ name, title, change, isAnywhere }) => ({
  name: `reply/${name}`,
  family: 'reply',
  title,
  isAgainst: true,
  drafts: (operation) => [
    ...operation.replies
      .filter(({ mediaTypes }) => mediaTypes.length > 0)
      .map(
        ({ status }): Draft => ({
          id: `reply/${operation.id}/${status}/body`,
          place: `${status}/body`,
          apply: async (call, { forward }) => {
            const given = await forward(call.sent)
            const isMeant = call.operation?.id === operation.id && String(given.status) === status
            return isMeant && given.body.length > 0 ? change(given) : given
          },
        }),
      ),
    ...(isAnywhere ? [undescribed(operation, change)] : []),
  ],
}))

const undescribed = (operation: Operation, change: Form['change']): Draft => ({
  id: `reply/${operation.id}/undescribed/body`,
  place: 'undescribed/body',
  apply: async (call, { forward }) => {
    const given = await forward(call.sent)
    const isMeant = call.operation?.id === operation.id && given.status >= 400 && isUndescribed(operation, given)
    return isMeant && given.body.length > 1 && isJson(given) ? change(given) : given
  },
})

const isUndescribed = ({ replies }: Operation, { status }: Given): boolean =>
  !replies.some((one) => one.status === String(status) && one.mediaTypes.length > 0)

const isJson = ({ headers }: Given): boolean => isJsonType(headers['content-type'])
