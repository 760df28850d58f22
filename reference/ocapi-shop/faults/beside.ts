import { at, isText } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { objectOf } from '../call.ts'
import { requirementId } from '../operations.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const has = (call: Call, ...path: readonly string[]): boolean => at(objectOf(call), path) !== undefined

/** The order has another status, so that what is read in any case is a change that it may make. */
const isFailed = (call: Call): boolean => {
  const status = at(objectOf(call), ['status'])
  return isText(status) && status !== 'failed' && status.toLowerCase() === 'failed'
}

/** What is overlooked beside another member, or of one value, alone. */
const rows: readonly Row[] = [
  {
    id: 'long-subjects-beside-a-text',
    title: 'How long a subject is is not looked at where there is a text',
    requirement: 'addNote/request/subject/maxLength',
    hooks: {
      overlooks: (broken, call) => broken === requirementId('addNote/request/subject/maxLength') && has(call, 'text'),
    },
  },
  {
    id: 'labels-that-begin-as-json-are-taken',
    title: 'A note is taken under a label that begins as that of JSON does',
    requirement: 'addNote/protocol/wrong-content-type',
    hooks: {
      overlooks: (broken, call) =>
        broken === requirementId('addNote/protocol/wrong-content-type') &&
        call.headers.get('content-type')?.startsWith('application/json-') === true,
    },
  },
  {
    id: 'failed-is-read-in-any-case',
    title: 'An order is set to failed by FAILED',
    requirement: 'updateOrder/request/status/enum',
    hooks: {
      overlooks: (broken, call) => broken === requirementId('updateOrder/request/status/enum') && isFailed(call),
    },
  },
]

export const besideFaults: readonly Switch[] = switchesOf('constraint', rows)
