import { type Json, typeOf } from '../../core/json.ts'
import { type Change, set } from '../change.ts'
import { isMember } from '../node-kinds.ts'

export const swapped: Change = {
  name: 'swapped',
  title: 'A member holds what a neighbour of the same type holds.',
  appliesTo: isMember,
  change(value, { member }) {
    if (!member) return undefined
    const names = Object.keys(member.of)
    const place = names.indexOf(member.name)
    // The neighbours that follow, then those before.
    const neighbours = [...names.slice(place + 1), ...names.slice(0, place)].map((name) => member.of[name] ?? null)
    const other = neighbours.find((one) => typeOf(one) === typeOf(value) && textOf(one) !== textOf(value))
    return other === undefined ? undefined : set(other)
  },
}

const textOf = (value: Json): string => JSON.stringify(value)
