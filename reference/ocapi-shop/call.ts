import { at, isObject, type Json, type JsonObject, withAt } from '../../core/json.ts'
import { type BodyText, readBodyText } from '../dkhardware/body-text.ts'
import type { OperationId, Route } from './operations.ts'
import { rules } from './rules.ts'
import { fromXml } from './xml.ts'

/** A request to one of the operations. */
export type Call = Route & {
  /** The method that was sent, where the path is right and the method is another operation's or nobody's. */
  readonly sentMethod: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly text: string
  readonly body: BodyText
  readonly format: 'json' | 'xml'
}

export const readCall = async (
  route: Route,
  parameters: Readonly<Record<string, string>>,
  request: Request,
): Promise<Call> => {
  const text = await request.text()
  const query = new URL(request.url).searchParams
  const format = formatOf(route, request.headers, query)
  const body = format === 'xml' && hasBody(route) ? readXml(text, route.operation) : readBodyText(text)
  return { ...route, sentMethod: request.method, parameters, query, headers: request.headers, text, body, format }
}

export const hasBody = ({ method }: Pick<Route, 'method'>): boolean => !['GET', 'DELETE'].includes(method)

/** The JSON object that was sent; an empty one where there is none. */
export const objectOf = ({ body }: Call): JsonObject =>
  body.kind === 'json' && isObject(body.value) ? (body.value as JsonObject) : {}

export const mediaTypeOf = (headers: Headers): string =>
  headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''

/** Calls with a body say so by its label, the others by a parameter. */
const formatOf = (route: Route, headers: Headers, query: URLSearchParams): 'json' | 'xml' => {
  const named = hasBody(route) ? mediaTypeOf(headers) : (query.get('format') ?? 'json')
  return /^(?:application\/|text\/)?xml$/.test(named) ? 'xml' : 'json'
}

const readXml = (text: string, operation: OperationId): BodyText => {
  const value = fromXml(text)
  return value === undefined ? { kind: 'malformed' } : { kind: 'json', value: typed(value, operation) }
}

/** In XML every value is a text: what the rules call a number or a boolean becomes one. */
const typed = (body: Json, operation: OperationId): Json =>
  rules[operation].reduce((so, { place, type }) => {
    const value = at(so, place)
    if (typeof value !== 'string' || value === '') return so
    if (type === 'boolean' && /^(?:true|false)$/.test(value)) return withAt(so, place, value === 'true')
    const isNumber = (type === 'number' || type === 'integer') && Number.isFinite(Number(value))
    return isNumber ? withAt(so, place, Number(value)) : so
  }, body)
