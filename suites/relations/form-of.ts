import type { Operation } from '../../contracts/contract.ts'
import type { AlikeCall, AlikeForm, AlikeSent } from '../../contracts/relations/relation.ts'
import type { WireRequest } from '../../core/exchange.ts'

/** The form that a request is of: `plain`, one of the call's, or none of those. */
export const formOf = (
  { forms }: AlikeCall,
  operation: Operation,
  request: WireRequest,
): AlikeForm | 'plain' | undefined => {
  const sent = forms.map((form) => form.sent)
  const aspects: Aspects = {
    contentType: sent.some(({ contentType }) => contentType !== undefined),
    accept: sent.some(({ accept }) => accept !== undefined),
    query: [...new Set(sent.flatMap(({ query }) => Object.keys(query)))],
    headers: [...new Set(sent.flatMap(({ headers }) => Object.keys(headers)))],
  }
  const is = JSON.stringify(writtenIn(request, aspects))
  if (is === JSON.stringify(writtenBy(plain, operation, aspects))) return 'plain'
  return forms.find((form) => is === JSON.stringify(writtenBy(form.sent, operation, aspects)))
}

/** What of a request tells one form from another. */
type Aspects = {
  readonly contentType: boolean
  readonly accept: boolean
  readonly query: readonly string[]
  readonly headers: readonly string[]
}

const plain: AlikeSent = { query: {}, headers: {} }

const writtenIn = ({ method, path, headers }: WireRequest, { contentType, accept, query, headers: names }: Aspects) => {
  const search = new URLSearchParams(path.slice(path.indexOf('?') + 1 || path.length))
  const headerNamed = (name: string): string =>
    Object.entries(headers).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1] ?? ''
  return [
    method,
    contentType ? bare(headerNamed('Content-Type')) : '',
    accept ? bare(headerNamed('Accept')) : '',
    ...query.map((name) => search.get(name) ?? ''),
    ...names.map(headerNamed),
  ]
}

const writtenBy = (sent: AlikeSent, operation: Operation, { contentType, accept, query, headers }: Aspects) => [
  sent.method ?? operation.method,
  contentType ? bare(sent.contentType ?? operation.body?.mediaType ?? '') : '',
  accept ? bare(sent.accept ?? operation.body?.mediaType ?? 'application/json') : '',
  ...query.map((name) => sent.query[name] ?? ''),
  ...headers.map((name) => sent.headers[name] ?? ''),
]

const bare = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
