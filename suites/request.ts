import type { BodyForm } from '../contracts/answers.ts'
import { codecFor } from '../contracts/codec/codecs.ts'
import type { Operation, Parameter } from '../contracts/contract.ts'
import type { Placement } from '../core/auth.ts'
import type { WireRequest } from '../core/exchange.ts'
import type { Json } from '../core/json.ts'
import { isJsonType } from '../core/media-type.ts'
import { parameterText, queryPairs } from './parameter-text.ts'

/** Everything a request to an operation is made of, valid or not. */
export type Call = {
  readonly operation: Operation
  /** Parameter values by `in.name`: `header.User-Id`, `path.order_no`. */
  readonly parameters: Readonly<Record<string, Json>>
  readonly body?: Json
  /** Sent in place of the body's JSON text. */
  readonly rawBody?: string
  readonly contentType?: string
  /** How the body is written, where the contract says nothing of its media type. */
  readonly encode?: (body: Json) => string
  /** What the body is wrapped in; as it stands where not given. */
  readonly form?: BodyForm
  readonly method?: string
  /** The Authorization header in place of the target's credentials; null sends none. */
  readonly authorization?: string | null
  /** Sent in place of the target's credentials, where a header does not say it. */
  readonly credentials?: Placement
  /** What becomes of the body's text before it is sent: another way to write the same. */
  readonly rewrite?: (text: string) => string
  /** Names of headers go out in capitals. */
  readonly capitals?: true
  /** The body goes out in pieces, its length not given beforehand. */
  readonly chunked?: true
  /** Says nothing of which media types are accepted, which accepts any; what the user fixed stays. */
  readonly withoutAccept?: true
  /** Why it is not sent: no valid request could be made. */
  readonly unmade?: string
}

/** What every request of a run carries: fixed headers, and credentials. */
export type Defaults = { readonly headers: Readonly<Record<string, string>>; readonly credentials: Placement }

/** The request as it goes over the wire. The same call makes the same bytes. */
export const wireRequest = (call: Call, defaults: Defaults): WireRequest => {
  const { operation, method = operation.method } = call
  const own = ownCredentials(call)
  const credentials = own ?? defaults.credentials
  const { 'Content-Type': fixedType, ...others } = defaults.headers
  const fixed = without(others, [...Object.keys(credentials.headers), ...(own ? ['Authorization'] : [])])
  const label = call.contentType ?? fixedType ?? operation.body?.mediaType
  const plain = call.rawBody ?? (call.body === undefined ? undefined : textOf(call.body, { call, label }))
  const body = plain === undefined ? undefined : (call.rewrite?.(plain) ?? plain)
  const contentType = body === undefined ? undefined : label
  const carried = { ...fixed, ...joinedCookies(credentials.headers, others) }
  return {
    method,
    path: pathOf(call, credentials.query),
    headers: spelled(call, {
      ...(call.withoutAccept ? {} : { Accept: acceptOf(operation) }),
      ...carried,
      ...cookiesOf(call, carried),
      ...(contentType === undefined || contentType === '' ? {} : { 'Content-Type': contentType }),
      ...headersOf(call),
      ...(call.chunked && body !== undefined ? { 'Transfer-Encoding': 'chunked' } : {}),
    }),
    ...(body === undefined ? {} : { body }),
  }
}

/** Header names are the same in any case. */
const spelled = ({ capitals }: Call, headers: Defaults['headers']): Defaults['headers'] =>
  capitals ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])) : headers

/** The body as its label says, in the form that the target takes. */
const textOf = (
  body: Json,
  { call: { operation, form, encode }, label }: { readonly call: Call; readonly label: string | undefined },
) =>
  encode?.(wrapped(body, form)) ??
  codecFor(label, operation.body?.mediaTypes).encode(wrapped(body, form), operation.body?.node)

/** The body as it stands, or as the value of a member. */
const wrapped = (body: Json, form: BodyForm | undefined): Json =>
  form?.member === undefined ? body : { [form.member]: body }

/** A case about credentials sends its own, also where the target's are given as a header. */
const ownCredentials = ({ authorization, credentials }: Call): Placement | undefined => {
  if (credentials) return credentials
  if (authorization === undefined) return undefined
  return { headers: authorization === null ? {} : { Authorization: authorization }, query: {} }
}

const without = (headers: Defaults['headers'], names: readonly string[]): Defaults['headers'] => {
  const gone = new Set(names.map((name) => name.toLowerCase()))
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.has(name.toLowerCase())))
}

/** A key that is a cookie goes beside the cookies that every request carries. */
const joinedCookies = (headers: Defaults['headers'], fixed: Defaults['headers']): Defaults['headers'] => {
  const { Cookie: own } = headers
  const beside = Object.entries(fixed).find(([name]) => name.toLowerCase() === 'cookie')?.[1]
  return own === undefined || beside === undefined ? headers : { ...headers, Cookie: `${beside}; ${own}` }
}

const pathOf = (call: Call, more: Readonly<Record<string, string>>): string => {
  const { operation, parameters } = call
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parameters[`path.${name}`]
    const parameter = parameterAt(operation, 'path', name)
    return value === undefined ? '' : escaped(parameterText(value, parameter), parameter)
  })
  const own = valuesIn('query', call).flatMap(([name, value]) => {
    const parameter = parameterAt(operation, 'query', name)
    return queryPairs(name, value, parameter).map(
      ([one, text]) => `${encodeURIComponent(one)}=${reserving(text, parameter)}`,
    )
  })
  const fixed = Object.entries(more)
    .filter(([name]) => !(`query.${name}` in parameters))
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
  const query = [...fixed, ...own]
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

const parameterAt = ({ parameters }: Operation, where: string, name: string): Parameter | undefined =>
  parameters.find((one) => one.in === where && one.name === name)

/** What separates the parts of a style is no part of a value. A plus needs no escape in a path, where it is no blank. */
const escaped = (text: string, parameter: Parameter | undefined): string => {
  const all = encodeURIComponent(text).replaceAll('%2B', '+')
  const marks = marksOf[parameter?.style ?? 'simple'] ?? []
  return marks.reduce((so, mark) => so.replaceAll(encodeURIComponent(mark), mark), all)
}

const marksOf: Readonly<Record<string, readonly string[]>> = { label: [',', '='], matrix: [';', ',', '='] }

/** With `allowReserved`, only what would end the value is escaped. */
const reserving = (text: string, parameter: Parameter | undefined): string =>
  parameter?.allowReserved === true
    ? encodeURI(text).replace(/[#&+]/g, (mark) => encodeURIComponent(mark))
    : encodeURIComponent(text)

const valuesIn = (where: string, { parameters }: Call): readonly (readonly [string, Json])[] =>
  Object.entries(parameters)
    .filter(([place]) => place.startsWith(`${where}.`))
    .map(([place, value]) => [place.slice(where.length + 1), value])

const headersOf = (call: Call): Readonly<Record<string, string>> =>
  Object.fromEntries(
    valuesIn('header', call).map(([name, value]) => [
      name,
      parameterText(value, parameterAt(call.operation, 'header', name)),
    ]),
  )

/** Cookies of the operation, beside those that the request carries anyway. */
const cookiesOf = (call: Call, carried: Defaults['headers']): Defaults['headers'] => {
  const own = valuesIn('cookie', call).flatMap(([name, value]) =>
    queryPairs(name, value, parameterAt(call.operation, 'cookie', name)).map(
      ([one, text]) => `${one}=${encodeURIComponent(text)}`,
    ),
  )
  if (own.length === 0) return {}
  const before = Object.entries(carried).find(([name]) => name.toLowerCase() === 'cookie')?.[1]
  return { Cookie: [...(before === undefined ? [] : [before]), ...own].join('; ') }
}

/** JSON where any success has it; else what the document offers. */
const acceptOf = ({ replies }: Operation): string => {
  const offered = replies.filter(({ status }) => status.startsWith('2')).flatMap(({ mediaTypes }) => mediaTypes)
  return offered.length === 0 || offered.some((one) => isJsonType(one) || one.startsWith('*'))
    ? 'application/json'
    : [...offered, '*/*;q=0.1'].join(', ')
}
