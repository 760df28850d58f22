import { xmlUnder } from '../../contracts/codec/xml.ts'
import type { AlikeForm } from '../../contracts/relations/relation.ts'
import type { Call } from '../request.ts'

/** The call as a form has it. */
export const inForm = (call: Call, { sent, as }: Pick<AlikeForm, 'sent' | 'as'>): Call => {
  const { method, contentType, accept, query, headers, root } = sent
  // Who asks for XML by another way does not ask for JSON by this one.
  const wanted = accept ?? (as === 'xml' ? (contentType ?? '*/*') : undefined)
  return {
    ...call,
    ...(method === undefined ? {} : { method }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(root === undefined ? {} : { encode: (body) => xmlUnder(root, body) }),
    parameters: {
      ...call.parameters,
      ...named('query', query),
      ...named('header', headers),
      ...(wanted === undefined ? {} : { 'header.Accept': wanted }),
    },
  }
}

const named = (where: string, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${where}.${name}`, value]))
