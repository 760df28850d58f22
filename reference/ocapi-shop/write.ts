import { at } from '../../core/json.ts'
import { type Answer, textOf, type Written } from '../engine/answer.ts'
import type { Call } from '../engine/call.ts'
import { formatOf } from './call.ts'
import { toXml } from './xml.ts'

/** In the form that the call asks for. */
export const write = (answer: Answer, call: Call): Written => {
  const { status, headers, body } = answer
  if (formatOf(call) === 'json') return { status, headers, text: textOf(answer) }
  const text = answer.text ?? toXml(String(at(body, ['_type']) ?? 'document'), body)
  return { status, headers: { ...headers, 'content-type': 'application/xml;charset=UTF-8' }, text }
}
