import type { Exchange, WireRequest } from './exchange.ts'
import { oncePer } from './once-per.ts'

/** All of a request that may hold a value, as one text. */
export const textOf = oncePer(({ path, headers, body = '' }: WireRequest): string =>
  [path, ...Object.values(headers), body].join('\n'),
)

/** Whether a value stands in a text, and not as part of a longer word or number, made of such characters. */
export const holds = (text: string, value: string, inWords = /\w/): boolean => {
  for (let place = text.indexOf(value); place >= 0; place = text.indexOf(value, place + 1)) {
    const isWithin = inWords.test(text.charAt(place - 1)) || inWords.test(text.charAt(place + value.length))
    if (!isWithin) return true
  }
  return false
}

export const isWrite = ({ request }: Exchange): boolean => !/^(?:GET|HEAD|OPTIONS)$/i.test(request.method)

/** Whether two requests ask for the same in the same words. */
export const isSame = ({ request: one }: Exchange, { request: other }: Exchange): boolean =>
  one.method === other.method && one.path === other.path && one.body === other.body

/** The values of a request that the run marked as its own, and that no two of its requests share by chance. */
export const marksIn = (request: WireRequest, tag: string): readonly string[] =>
  tag === '' ? [] : (textOf(request).match(new RegExp(`assay-${tag}[\\w-]+`, 'g')) ?? [])

/** The path up to its last segment that names a thing: undefined where none has a digit, but for the API's version. */
export const addressOf = ({ request: { path } }: Exchange): string | undefined => {
  const segments = (path.split('?')[0] ?? '').split('/')
  const last = segments.findLastIndex((segment) => /\d/.test(segment) && !/^v\d+([._]\d+)*$/i.test(segment))
  return last < 0 ? undefined : `${segments.slice(0, last + 1).join('/')}/`
}
