// Crayon "checkout order": POST /api/v1/purchaserequest/checkout and its legacy twin /api/v1/assets/checkout.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export const crayonToken = 'second-crayon-token'
export const crayonCustomerId = 123
export const crayonUnknownCustomerId = 999999
export const crayonPaths = ['/api/v1/purchaserequest/checkout', '/api/v1/assets/checkout'] as const

// bareOrder and trailingSlashOk spell out the default.
export const crayonFlavours = [
  'strictBearer',
  'status200',
  'status200WithOrder',
  'errorBodyEmpty',
  'errorBodyJson',
  'errorBodyText',
  'bareOrder',
  'wrappedOrder',
  'bareOrWrappedOrder',
  'nothingRequired',
  'requiresCustomerId',
  'requiresLineFields',
  'requiresCatalogItemId', // default: customer, one line
  'trailingSlashOk',
  'trailingSlash404',
  'wrongMethod405',
  'contentType415',
  'ignoresContentType',
  'accept406',
  'caseInsensitiveNames',
  'strictDates',
  'lenientDates',
  'pastDateRejected',
  'rejectsUnknownMembers',
  'unknownTenant404',
  'unknownTenant400', // only crayonCustomerId exists
  'enumNamesAccepted',
  'enumsUnchecked',
  'zeroEnumsRejected',
  'otherBillingCycles',
  'quantityAnyInteger',
  'numericStrings',
  'nullRejected', // null for the int, bool and enum members that are not nullable
  'errorsRejected', // an order that still carries errors from verify
  'legacySubset', // the legacy address knows neither date
  'lengthLimit',
  'refusesRepeatedOrders',
  'extraHeaders',
  'gzip',
  'slow',
] as const

export type Flavour = { readonly [name in (typeof crayonFlavours)[number]]?: boolean }

const maxLength = 200
const slowMilliseconds = 300

type Json = Readonly<Record<string, unknown>>
type Field =
  | { readonly kind: 'int' | 'decimal' | 'bool' | 'string' | 'date' | 'map'; readonly valueType?: true }
  | { readonly kind: 'enum'; readonly names: readonly string[]; readonly valueType?: true }
  | { readonly kind: 'object' | 'list'; readonly shape: Shape }
type Shape = { readonly [name: string]: Field }
type Reply = { readonly status: number; readonly message?: string; readonly order?: Json }

const int: Field = { kind: 'int' }
const text: Field = { kind: 'string' }
const date: Field = { kind: 'date' }
const flag: Field = { kind: 'bool', valueType: true }
const map: Field = { kind: 'map' }

const lineShape: Shape = {
  productId: text,
  skuId: text,
  catalogItemId: text,
  productVariantId: int,
  subscriptionId: int,
  armRegionName: text,
  quantity: { kind: 'int', valueType: true },
  billingCycle: {
    kind: 'enum',
    names: ['Unknown', 'Monthly', 'Annual', 'None', 'OneTime', 'Triennial'],
    valueType: true,
  },
  termDuration: text,
  type: { kind: 'enum', names: ['', 'Reservation', 'Software', 'Subscription'], valueType: true },
  scope: { kind: 'enum', names: ['', 'Shared', 'Single', 'ManagementGroups'], valueType: true },
  resellerPriceType: {
    kind: 'enum',
    names: ['', 'MarkupOnCost', 'FixedPrice', 'ListPrice', 'DiscountOnEstimatedRetailPrice'],
  },
  resellerPriceTypeValue: { kind: 'decimal' },
  requiresInventoryCheck: flag,
  isTrial: flag,
  provisioningContext: map,
  tags: {
    kind: 'object',
    shape: { assetId: int, costCenter: text, department: text, project: text, custom: text, owner: text },
  },
  customTermEndDate: date,
  name: text,
  attestationAccepted: { kind: 'bool' },
  errors: { kind: 'list', shape: { reasonCode: text, description: text, properties: map } },
}

const orderShape: Shape = {
  resellerCustomerId: { kind: 'int', valueType: true },
  countryCode: text,
  externalOrderId: text,
  adminAccount: text,
  notificationEmail: text,
  invoiceProfileId: int,
  scheduledPurchaseDate: date,
  customTermEndDate: date,
  errors: { kind: 'list', shape: { orderGroupId: text, code: int, description: text } },
  orderLines: { kind: 'list', shape: lineShape },
}

const without = (shape: Shape, names: readonly string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)))

const legacyShape: Shape = {
  ...without(orderShape, ['scheduledPurchaseDate', 'customTermEndDate']),
  orderLines: { kind: 'list', shape: without(lineShape, ['customTermEndDate']) },
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isDate = (value: string, flavour: Flavour): boolean => {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:([Tt ])(\d\d):(\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|z|[+-]\d\d:\d\d)?)?$/.exec(value)
  if (!iso) {
    const other = /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}\/\d{1,2}\/\d{1,2}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4})( |$)/
    return flavour.lenientDates === true && other.test(value) && !Number.isNaN(Date.parse(value))
  }
  const [, year, month, day, blank, hours = '0', minutes = '0', seconds, zone] = iso
  if (flavour.strictDates && (!blank || blank === ' ' || !seconds || !zone)) return false
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const real = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(`${year}-${month}-${day}`)
  const [zoneHours = 0, zoneMinutes = 0] = (zone ?? '').slice(1).split(':').map(Number)
  return (
    real &&
    Number(year) > 0 &&
    Number(hours) < 24 &&
    Number(minutes) < 60 &&
    Number(seconds?.slice(1) ?? 0) < 60 &&
    zoneHours < 24 &&
    zoneMinutes < 60
  )
}

// Reads an order by the given shape: the values under their camelCase names, and what is wrong with them.
const readObject = (value: Json, shape: Shape, flavour: Flavour, at: string, problems: string[]): Json => {
  const result: Record<string, unknown> = {}
  for (const [given, content] of Object.entries(value)) {
    const wanted = given === 'ScheduledPurchaseDate' ? 'scheduledPurchaseDate' : given
    const name = Object.keys(shape).find(
      (known) => known === wanted || (flavour.caseInsensitiveNames && known.toLowerCase() === wanted.toLowerCase()),
    )
    const field = name === undefined ? undefined : shape[name]
    if (name === undefined || field === undefined) {
      if (flavour.rejectsUnknownMembers) problems.push(`${at}${given} is not known`)
    } else if (content !== null) {
      result[name] = readField(content, field, flavour, at + name, problems)
    } else if (flavour.nullRejected && 'valueType' in field) {
      problems.push(`${at}${name} must not be null`)
    }
  }
  return result
}

const readField = (value: unknown, field: Field, flavour: Flavour, at: string, problems: string[]): unknown => {
  const wrong = (expected: string): undefined => void problems.push(`${at} must be ${expected}`)
  const numeric = flavour.numericStrings && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
  const scalar = numeric ? Number(value) : value
  const isInt = Number.isInteger(scalar) && Math.abs(Number(scalar)) < 2 ** 31
  switch (field.kind) {
    case 'int':
      return isInt ? scalar : wrong('an integer')
    case 'decimal':
      return typeof scalar === 'number' ? scalar : wrong('a number')
    case 'bool':
      return typeof value === 'boolean' ? value : wrong('a boolean')
    case 'date':
      return typeof value === 'string' && isDate(value, flavour) ? value : wrong('a date')
    case 'string':
      if (typeof value !== 'string') return wrong('a string')
      return flavour.lengthLimit && value.length > maxLength ? wrong(`at most ${maxLength} long`) : value
    case 'map': {
      const fits = isObject(value) && Object.values(value).every((entry) => entry === null || typeof entry === 'string')
      return fits ? value : wrong('a map of strings')
    }
    case 'enum': {
      const name = typeof value === 'string' ? value.toLowerCase() : ''
      const named = field.names.findIndex((known) => name !== '' && known.toLowerCase() === name)
      if (flavour.enumNamesAccepted && named >= 0) return named
      if (!isInt) return wrong('an enumeration number')
      const others = flavour.otherBillingCycles && field.names.includes('OneTime') ? [7, 8, 9] : []
      const known = others.includes(Number(scalar)) || field.names[Number(scalar)] !== undefined
      if (flavour.zeroEnumsRejected && scalar === 0) return wrong('set')
      return known || flavour.enumsUnchecked ? scalar : wrong('a known enumeration number')
    }
    case 'object':
      return isObject(value) ? readObject(value, field.shape, flavour, `${at}.`, problems) : wrong('an object')
    case 'list':
      if (!Array.isArray(value)) return wrong('a list')
      return value.map((item: unknown, index) =>
        isObject(item)
          ? readObject(item, field.shape, flavour, `${at}[${index}].`, problems)
          : wrong('a list of objects'),
      )
  }
}

const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

const missing = (order: Json, flavour: Flavour): string[] => {
  const lines = objectsIn(order['orderLines'])
  const needsLines = !flavour.nothingRequired && !flavour.requiresCustomerId
  const problems: string[] = []
  if (!flavour.nothingRequired && !order['resellerCustomerId']) problems.push('resellerCustomerId is required')
  if (needsLines && lines.length === 0) problems.push('orderLines is required')
  for (const line of lines) {
    const fields = flavour.requiresLineFields ? ['quantity', 'billingCycle', 'termDuration', 'productId'] : []
    if (flavour.requiresCatalogItemId) fields.push('catalogItemId')
    for (const name of fields) if (line[name] === undefined) problems.push(`${name} is required in each order line`)
  }
  return problems
}

const refused = (order: Json, flavour: Flavour): string[] => {
  const lines = objectsIn(order['orderLines'])
  const scheduled = order['scheduledPurchaseDate']
  const problems: string[] = []
  const tooFew = lines.some((line) => line['quantity'] !== undefined && Number(line['quantity']) < 1)
  const past = typeof scheduled === 'string' && Date.parse(scheduled) < new Date().setUTCHours(0, 0, 0, 0)
  if (tooFew && !flavour.quantityAnyInteger) problems.push('quantity must be at least 1')
  if (past && flavour.pastDateRejected) problems.push('scheduledPurchaseDate is in the past')
  if (flavour.errorsRejected && [order, ...lines].some((part) => objectsIn(part['errors']).length > 0)) {
    problems.push('the order has errors')
  }
  return problems
}

const checkout = (body: Buffer, legacy: boolean, flavour: Flavour, placed: Set<string>): Reply => {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return { status: 400, message: 'The body is not JSON' }
  }
  if (!isObject(value)) return { status: 400, message: 'The body is not an object' }
  const wrapper = Object.keys(value).find(
    (name) => name === 'order' || (flavour.caseInsensitiveNames && name.toLowerCase() === 'order'),
  )
  const wrapped = flavour.wrappedOrder || (flavour.bareOrWrappedOrder && wrapper !== undefined)
  const given = wrapped ? value[wrapper ?? 'order'] : value
  if (!isObject(given)) return { status: 400, message: 'order is required' }
  const problems: string[] = []
  const order = readObject(given, legacy && flavour.legacySubset ? legacyShape : orderShape, flavour, '', problems)
  if (problems.length === 0) problems.push(...missing(order, flavour), ...refused(order, flavour))
  if (problems.length > 0) return { status: 400, message: problems.join('; ') }
  const customer = Number(order['resellerCustomerId'] ?? 0)
  const selective = flavour.unknownTenant404 || flavour.unknownTenant400
  if (customer < 0 || (selective && customer !== 0 && customer !== crayonCustomerId)) {
    return { status: flavour.unknownTenant400 ? 400 : 404, message: 'The customer tenant was not found' }
  }
  const externalId = order['externalOrderId']
  if (flavour.refusesRepeatedOrders && typeof externalId === 'string' && externalId !== '') {
    if (placed.has(externalId)) return { status: 400, message: 'externalOrderId was used before' }
    placed.add(externalId)
  }
  return { status: flavour.status200 || flavour.status200WithOrder ? 200 : 204, order }
}

const isAuthorized = (header: string | undefined, flavour: Flavour): boolean => {
  const match = (flavour.strictBearer ? /^Bearer (\S+)$/ : /^Bearer[ \t]+(\S+)$/i).exec(header ?? '')
  return match?.[1] === crayonToken
}

const acceptsJson = (header: string | undefined): boolean =>
  (header ?? '*/*').split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const none = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    return ['application/json', 'application/*', '*/*'].includes(type) && !none
  })

const answer = (request: IncomingMessage, body: Buffer, flavour: Flavour, placed: Set<string>): Reply => {
  const path = (request.url ?? '').replace(/\?.*$/s, '')
  const bare = flavour.trailingSlash404 ? path : path.replace(/\/$/, '')
  if (!crayonPaths.some((known) => known === bare)) return { status: 404, message: 'Nothing matches the request' }
  if (request.method !== 'POST') return { status: flavour.wrongMethod405 ? 405 : 404, message: 'Only POST is known' }
  const { authorization, accept, 'content-type': contentType } = request.headers
  if (!isAuthorized(authorization, flavour)) return { status: 401, message: 'Authorization was refused' }
  if (flavour.accept406 && !acceptsJson(accept)) return { status: 406, message: 'Only JSON is offered' }
  const type = contentType?.replace(/;.*$/s, '').trim().toLowerCase()
  const typed = type === 'application/json' || (type === undefined && !flavour.contentType415)
  if (!typed && !flavour.ignoresContentType) {
    return { status: flavour.contentType415 ? 415 : 400, message: 'The body must be application/json' }
  }
  return checkout(body, bare === crayonPaths[1], flavour, placed)
}

const bodyOf = (reply: Reply, flavour: Flavour): readonly [type: string, body: string] | undefined => {
  const json = 'application/json; charset=utf-8'
  const { status, message = '' } = reply
  if (status < 300) return flavour.status200WithOrder ? [json, JSON.stringify(reply.order)] : undefined
  if (flavour.errorBodyEmpty) return undefined
  if (flavour.errorBodyText) return ['text/plain; charset=utf-8', message]
  const sdk = { ErrorCode: `ERROR_${status}`, Message: message, Parameters: {}, ObjectErrors: [] }
  return [json, JSON.stringify(flavour.errorBodyJson ? sdk : { message })]
}

const send = (request: IncomingMessage, response: ServerResponse, reply: Reply, flavour: Flavour): void => {
  const [type, body] = bodyOf(reply, flavour) ?? []
  if (reply.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  if (reply.status === 405) response.setHeader('Allow', 'POST')
  if (flavour.extraHeaders) {
    response.setHeader('X-Request-Id', '5d2c1c52-6f0e-4a53-9a0c-0b7f6f1a4c11')
    response.setHeader('X-Debug-Information', encodeURIComponent(reply.message ?? 'none'))
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Set-Cookie', ['affinity=a1; Path=/', 'region=eu; Path=/'])
  }
  response.statusCode = reply.status
  if (type === undefined || body === undefined) {
    if (reply.status !== 204) response.setHeader('Content-Length', 0)
    response.end()
    return
  }
  const encodings = String(request.headers['accept-encoding'] ?? '')
  const zipped = flavour.gzip && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(encodings)
  const bytes = zipped ? gzipSync(body) : Buffer.from(body)
  response.setHeader('Content-Type', type)
  if (flavour.gzip) response.setHeader('Vary', 'Accept-Encoding')
  if (zipped) response.setHeader('Content-Encoding', 'gzip')
  response.setHeader('Content-Length', bytes.length)
  response.end(bytes)
}

type Running = { readonly baseUrl: string; close(): Promise<void> }

export const startSecondCrayon = async (flavour: Flavour = {}): Promise<Running> => {
  const placed = new Set<string>()
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (flavour.slow) await sleep(slowMilliseconds)
    send(request, response, answer(request, Buffer.concat(chunks), flavour, placed), flavour)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
