import { asText, isObject, type Json } from '../../core/json.ts'
import type { Call } from '../engine/call.ts'
import { formatOf } from './call.ts'
import type { ShopHooks } from './service.ts'
import type { Slip } from './slips.ts'

/** What the service makes of a body: all of it, unless it is in XML and a fault lets it overlook something. */
export const heard = (call: Call, hooks: Pick<ShopHooks, 'slips'>): Call => {
  const { body } = call
  if (body.kind !== 'value' || formatOf(call) !== 'xml') return call
  const value = slips.reduce<Json>(
    (so, [slip, change]) => (hooks.slips(slip) ? everywhere(so, change) : so),
    body.value,
  )
  return { ...call, body: { ...body, value } }
}

type Change = (name: string, value: Json) => Json | undefined

const slips: readonly (readonly [Slip, Change])[] = [
  ['custom properties in XML are overlooked', (name, value) => (name.startsWith('c_') ? undefined : value)],
  ['notes in XML have no subject', (name, value) => (name === 'subject' ? undefined : value)],
  ['digits in XML are numbers', (_, value) => (/^0\d+$/.test(asText(value)) ? String(Number(value)) : value)],
  ['texts in XML end at a sign', (name, value) => (name === 'text' ? String(value).replace(/[<>&].*$/s, '') : value)],
  ['cards in XML have no holder', (name, value) => (name === 'holder' ? undefined : value)],
  ['amounts in XML are whole', (name, value) => (name === 'amount' ? Math.floor(Number(value)) : value)],
]

const everywhere = (value: Json, change: Change): Json =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, one]) => {
          const changed = change(name, everywhere(one, change))
          return changed === undefined ? [] : [[name, changed] as const]
        }),
      )
    : value
