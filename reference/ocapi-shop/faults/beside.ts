import { at } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { objectOf } from '../call.ts'
import { requirementId } from '../operations.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const has = (call: Call, ...path: readonly string[]): boolean => at(objectOf(call), path) !== undefined

/** What is overlooked beside another member alone. */
const rows: readonly Row[] = [
  {
    id: 'long-subjects-beside-a-text',
    title: 'How long a subject is is not looked at where there is a text',
    requirement: 'addNote/request/subject/maxLength',
    hooks: {
      overlooks: (broken, call) => broken === requirementId('addNote/request/subject/maxLength') && has(call, 'text'),
    },
  },
]

export const besideFaults: readonly Switch[] = switchesOf('constraint', rows)
