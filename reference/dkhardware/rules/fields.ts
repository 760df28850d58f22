import type { OperationId } from '../operations.ts'
import type { Demand, Rule } from './rule.ts'

/**
 * A row of a table in the documents: name, presence, kind, longest length.
 *
 * `starred` is required by the table while the documents' own valid request leaves it out.
 */
export type Field = readonly [name: string, presence: Presence, kind: Kind, longest?: number]

type Presence = 'required' | 'starred' | 'optional'
type Kind = 'text' | 'id' | 'money' | 'number' | 'quantity' | 'position' | 'object' | 'list' | 'date' | 'response time'

type Row = Demand & { readonly disputed?: true }

/** Every rule of a table, for the object that stands at `above`. */
export const rulesOf = (operation: OperationId, above: readonly string[], fields: readonly Field[]): readonly Rule[] =>
  fields.flatMap(([name, presence, kind, longest]) => {
    const place = [...above, name]
    const rows: readonly Row[] = [
      ...present(presence, kind),
      ...demands[kind](presence === 'optional'),
      ...(longest === undefined ? [] : [{ keyword: 'maxLength', limit: longest } as const]),
    ]
    return rows.map((row): Rule => ({ operation, place, ...row }))
  })

const present = (presence: Presence, kind: Kind): readonly Row[] => {
  if (presence === 'optional') return []
  const row = { keyword: 'required', takesEmpty: kind !== 'text' } as const
  return [presence === 'starred' ? { ...row, disputed: true } : row]
}

const responseTimes = ['Unknown', 'OneDay', 'ThreeDays', 'FiveDays']

const demands: Readonly<Record<Kind, (optional: boolean) => readonly Row[]>> = {
  text: (optional) => [{ keyword: 'type', type: 'string', optional }],
  id: (optional) => [
    { keyword: 'type', type: 'string', optional },
    { keyword: 'minLength', limit: 1 },
  ],
  money: (optional) => [
    { keyword: 'type', type: 'number', optional },
    { keyword: 'format', format: 'number' },
    { keyword: 'minimum', limit: 0, disputed: true },
    { keyword: 'multipleOf', decimals: 2, disputed: true },
  ],
  number: (optional) => [
    { keyword: 'type', type: 'number', optional },
    { keyword: 'format', format: 'number' },
  ],
  quantity: (optional) => [
    { keyword: 'type', type: 'integer', optional },
    { keyword: 'format', format: 'whole number' },
    { keyword: 'minimum', limit: 1, disputed: true },
  ],
  position: (optional) => [
    { keyword: 'type', type: 'integer', optional },
    { keyword: 'format', format: 'whole number' },
    { keyword: 'minimum', limit: 1 },
    { keyword: 'maximum', limit: 1000 },
  ],
  object: (optional) => [{ keyword: 'type', type: 'object', optional }],
  list: (optional) => [{ keyword: 'type', type: 'array', optional }],
  date: (optional) => [
    { keyword: 'type', type: 'string', optional },
    { keyword: 'format', format: 'UTC date and time' },
  ],
  'response time': () => [{ keyword: 'enum', words: responseTimes }],
}
