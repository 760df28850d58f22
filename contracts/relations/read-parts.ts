import { placeOf } from './place-of.ts'
import type { Condition, Key, Steps } from './relation.ts'
import type { WrittenKey, WrittenWhen } from './written.ts'

export const stepsOf = (path: string): Steps => (path === '' ? [] : path.split('.'))

export const keyOf = ({ written, asked }: WrittenKey): Key => ({ written: placeOf(written), asked: placeOf(asked) })

export const conditionsOf = (when: WrittenWhen = []): readonly Condition[] =>
  when.map(({ at, is }) => ({ at: stepsOf(at), is }))
