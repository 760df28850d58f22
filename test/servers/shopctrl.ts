// ShopCtrl "add payment": POST /v1/Orders/{orderId}/Payments in JSON and XML.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export const shopctrlToken = 'second-shopctrl-token'
export const shopctrlUser = 'second-user'
export const shopctrlPassword = 'second-password'
export const shopctrlOrderId = 1
export const shopctrlUnknownOrderId = 999999
export const shopctrlShopId = 1
export const shopctrlPaymentTypeId = 1
export const shopctrlCurrencyCode = 'EUR'

// replyIdNew, idRejected, absentRejected and xmlWithoutDeclaration spell out the default.
export const shopctrlFlavours = [
  'bearerOnly',
  'basicOnly',
  'created201',
  'created201WithLocation',
  'replyIdNew',
  'replyIdZero',
  'idRejected',
  'idIgnored',
  'idRequired',
  'absentRejected',
  'absentValueTypesDefault',
  'nullIsDefault',
  'errorBodyAspNet',
  'errorBodyProblem',
  'errorBodyEmpty',
  'unknownOrder404',
  'unknownOrder400', // one known order
  'alwaysJson',
  'mirrorsRequestForm',
  'accept406', // mirrors: in case Accept has no preference
  'xmlItemNamePaymentAllocation',
  'xmlItemNamePaymentAllcation', // in replies, and besides the printed name in requests
  'xmlAnyOrder',
  'xmlExactOrder', // replies sorted by name; requests in another order refused
  'xmlWithoutDeclaration',
  'withDeclaration',
  'xmlIndented',
  'xmlDecimalsPoint',
  'jsonDecimalsShort', // 3.0; 3
  'dateOnlyAccepted',
  'datesSevenDigits',
  'datesZ', // the first: and date-times without an offset
  'nullsWritten',
  'nullsOmitted', // default: null in JSON, left out in XML
  'extraMembers',
  'rejectsUnknownMembers',
  'caseInsensitiveNames',
  'numericStrings', // the third: also the path
  'truncatesLongStrings',
  'lengthInBytes',
  'allocatesToPathOrder',
  'allocationFieldsRequired',
  'allocationsMatchPath',
  'allocationsWithinAmount',
  'positiveAmountOnly',
  'paymentDateRequired',
  'referencesMustExist',
  'extraHeaders',
  'gzip',
  'chunked',
  'slow',
  'utf8BomXml',
  'utf8Bom',
] as const

export type Flavour = { readonly [name in (typeof shopctrlFlavours)[number]]?: boolean }

const slowMilliseconds = 300

type Rule = {
  readonly kind: 'int' | 'decimal' | 'date' | 'string' | 'list'
  readonly required?: boolean
  readonly valueType?: boolean // cannot be null, has a default
  readonly max?: number
}
type Rules = Readonly<Record<string, Rule>>
type Cell = string | null | readonly Row[] // every scalar is kept as text, its rule tells the kind
type Row = Readonly<Record<string, Cell>>

const allocationRules = (flavour: Flavour): Rules => {
  const required = flavour.allocationFieldsRequired ?? false
  const id: Rule = { kind: 'int' }
  return { OrderId: { ...id, required }, InvoiceId: id, AllocatedAmount: { kind: 'decimal', required } }
}

const paymentRules = (flavour: Flavour): Rules => ({
  Id: { kind: 'int', valueType: true, required: flavour.idRequired ?? false },
  ShopId: { kind: 'int' },
  ShopOwnerId: { kind: 'int', valueType: true, required: true },
  Amount: { kind: 'decimal', valueType: true, required: true },
  PaymentDate: { kind: 'date', required: flavour.paymentDateRequired ?? false },
  CurrencyId: { kind: 'int', valueType: true, required: true },
  CurrencyCode: { kind: 'string' },
  Note: { kind: 'string', max: 1000 },
  AccountNumber: { kind: 'string', max: 50 },
  AccountName: { kind: 'string', max: 100 },
  TransactionId: { kind: 'string', max: 100 },
  CreationDate: { kind: 'date', valueType: true, required: true },
  ImportSource: { kind: 'string', max: 50 },
  PaymentTypeId: { kind: 'int' },
  PaymentAllocations: { kind: 'list' },
})

// What a body holds, JSON and XML alike. A number keeps its digits, since decimals are wider than doubles.
type Numeral = { readonly digits: string }
type Value = string | boolean | null | Numeral | readonly Value[] | ReadonlyMap<string, Value>

const isNumeral = (value: Value): value is Numeral => typeof value === 'object' && value !== null && 'digits' in value
const isMap = (value: Value): value is ReadonlyMap<string, Value> => value instanceof Map

// Marks strings and names with s and numbers with n, so that JSON.parse leaves the digits of numbers alone.
const readJson = (source: string): Value => {
  JSON.parse(source)
  const marked = source.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
  )
  const restore = (value: unknown): Value => {
    if (typeof value === 'string') return value.startsWith('n') ? { digits: value.slice(1) } : value.slice(1)
    if (Array.isArray(value)) return value.map(restore)
    if (typeof value !== 'object' || value === null) return value === null ? null : value === true
    return new Map(Object.entries(value).map(([name, content]) => [name.slice(1), restore(content)]))
  }
  return restore(JSON.parse(marked))
}

type Element = { readonly name: string; readonly nil: boolean; text: string; readonly children: Element[] }

const unescape = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/&(?:(lt|gt|amp|quot|apos)|#(\d+|x[\da-fA-F]+));|&/g, (_, name, code) => {
    const named = new Map([
      ['lt', '<'],
      ['gt', '>'],
      ['amp', '&'],
      ['quot', '"'],
      ['apos', "'"],
    ]).get(name)
    if (named === undefined && code === undefined) throw new SyntaxError('unknown entity')
    return named ?? String.fromCodePoint(Number(`0${code}`))
  })

/** What XML 1.0 and its namespaces forbid, and the reader below does not look at. */
const assertWellFormed = (source: string): void => {
  const isControl = [...source].some((one) => one < ' ' && !/[\t\n\r]/.test(one))
  const isForbidden = [/&#(?:0+|x0+);/i, /<!--(?:(?!-->)[^])*--(?!>)/, /^\s+<\?xml/].some((one) => one.test(source))
  const tags = source.replace(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/g, '').match(/<[^/!?][^>]*>/g) ?? []
  const names = tags.map((tag) => [...tag.matchAll(/\s([\w:.-]+)\s*=/g)].map(([, name]) => name))
  const isTwice = names.some((all) => new Set(all).size < all.length)
  const prefixes = tags.flatMap((tag) => /^<([\w.-]+):/.exec(tag)?.[1] ?? [])
  const isUnbound = prefixes.some((prefix) => !source.includes(`xmlns:${prefix}=`))
  if (isControl || isForbidden || isTwice || isUnbound) throw new SyntaxError('not well-formed')
}

const readElements = (source: string): Element => {
  assertWellFormed(source)
  const blank = (name: string): Element => ({ name, nil: false, text: '', children: [] })
  const attributes = String.raw`((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*`
  const aside = String.raw`<\?[^]*?\?>|<!--[^]*?-->`
  const tag = String.raw`</([\w:.-]+)\s*>|<([\w:.-]+)${attributes}(/?)>`
  const token = new RegExp(String.raw`${aside}|<!\[CDATA\[([^]*?)\]\]>|${tag}|([^<]+)`, 'y')
  const open: Element[] = [blank('')]
  while (token.lastIndex < source.length) {
    const match = token.exec(source)
    const parent = open.at(-1)
    if (!match || !parent) throw new SyntaxError('not well-formed')
    const [, cdata, end, start, attributeText = '', selfClosing, text] = match
    if (start !== undefined) {
      const nil = /:nil\s*=\s*["'](true|1)["']/.test(attributeText)
      const element = { ...blank(start), nil }
      parent.children.push(element)
      if (!selfClosing) open.push(element)
    } else if (end !== undefined) {
      if (open.pop()?.name !== end || open.length === 0) throw new SyntaxError('tags do not match')
    } else {
      parent.text += cdata ?? unescape(text ?? '')
    }
  }
  const [top] = open
  const [root] = top?.children ?? []
  if (!top || !root || open.length > 1 || top.children.length > 1 || top.text.trim() !== '') {
    throw new SyntaxError('not one root')
  }
  return root
}

const itemName = (flavour: Flavour): string => {
  if (flavour.xmlItemNamePaymentAllcation) return 'PaymentAllcation'
  return flavour.xmlItemNamePaymentAllocation ? 'PaymentAllocation' : 'PaymentAllocations'
}

const readXml = (source: string, flavour: Flavour): Value => {
  const fold = (name: string): string => (flavour.caseInsensitiveNames ? name.toLowerCase() : name)
  const localName = (element: Element): string => fold(element.name.replace(/^.*:/, ''))
  const itemNames = ['PaymentAllocations', itemName(flavour)].map(fold)
  const convert = (element: Element): Value => {
    if (element.nil) return null
    if (localName(element) === itemNames[0] && element.text.trim() === '') {
      return element.children.filter((item) => itemNames.includes(localName(item))).map(convertAll)
    }
    return element.children.length > 0 ? convertAll(element) : element.text
  }
  const convertAll = (element: Element): Value =>
    new Map(element.children.map((child) => [child.name.replace(/^.*:/, ''), convert(child)]))
  const root = readElements(source)
  if (localName(root) !== fold('PaymentChanges')) throw new SyntaxError('the root must be PaymentChanges')
  const known = Object.keys(paymentRules(flavour)).map(fold)
  const places = root.children.map((child) => known.indexOf(localName(child))).filter((place) => place >= 0)
  if (flavour.xmlExactOrder && places.some((place, index) => place < (places[index - 1] ?? 0))) {
    throw new SyntaxError('the elements are out of order')
  }
  return convertAll(root)
}

// Digits without exponent and superfluous zeros: '3', '-0.5'.
const plainDecimal = (digits: string): string | undefined => {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(digits)
  if (!match || !/^[+-]?\.?\d/.test(digits) || Math.abs(Number(digits)) >= 7.9e28) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (Math.abs(Number(exponent)) > 60) return Number(digits) < 1 ? '0' : undefined
  const padded = `${'0'.repeat(60)}${whole}${fraction}${'0'.repeat(60)}`
  const point = 60 + whole.length + Number(exponent)
  const integer = padded.slice(0, point).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(point).replace(/0+$/, '')
  const plain = rest === '' ? integer : `${integer}.${rest}`
  return sign === '-' && plain !== '0' ? `-${plain}` : plain
}

const dateText = (value: string, flavour: Flavour): string | undefined => {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/i.exec(value)
  if (!match || (!match[4] && !flavour.dateOnlyAccepted)) return undefined
  const [, day = '', time = '00:00:00', fraction = ''] = match
  const zone = (match[4] ?? '+00:00').toUpperCase()
  const local = new Date(`${day}T${time}Z`)
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${day}T${time}`)) return undefined
  const utc = new Date(`${day}T${time}${zone}`)
  if (Number.isNaN(utc.getTime()) || !/^(?!0000)\d{4}-/.test(utc.toISOString())) return undefined
  if (flavour.datesZ) return `${utc.toISOString().slice(0, 19)}${fraction.slice(0, 8)}Z`
  const seven = (fraction || '.').slice(0, 8).padEnd(8, '0')
  return `${day}T${time}${flavour.datesSevenDigits ? seven : fraction}${zone}`
}

type Problems = Map<string, string>

const readRow = (
  value: Value,
  rules: Rules,
  flavour: Flavour,
  xml: boolean,
  at: string,
  problems: Problems,
): Record<string, Cell> => {
  const row: Record<string, Cell> = {}
  if (!isMap(value)) {
    problems.set(at, 'An object is expected.')
    return row
  }
  const given = new Map<string, Value>()
  for (const [name, content] of value) {
    const known = Object.keys(rules).find(
      (rule) => rule === name || (flavour.caseInsensitiveNames && rule.toLowerCase() === name.toLowerCase()),
    )
    if (known) given.set(known, content)
    else if (flavour.rejectsUnknownMembers) problems.set(`${at}.${name}`, 'The member is not known.')
  }
  for (const [name, rule] of Object.entries(rules)) {
    row[name] = readCell(given.get(name), rule, flavour, xml, `${at}.${name}`, problems)
  }
  return row
}

const readCell = (
  value: Value | undefined,
  rule: Rule,
  flavour: Flavour,
  xml: boolean,
  at: string,
  problems: Problems,
): Cell => {
  const wrong = (message: string): null => {
    problems.set(at, message)
    return null
  }
  if (value === undefined || value === null) {
    const standard = rule.kind === 'date' ? (dateText('0001-01-01T00:00:00Z', flavour) ?? null) : '0'
    if (value === null && rule.valueType) return flavour.nullIsDefault ? standard : wrong('The value must not be null.')
    if (rule.required && !(rule.valueType && flavour.absentValueTypesDefault)) return wrong('The value is required.')
    return rule.valueType ? standard : null
  }
  const asText = typeof value === 'string' && (xml || flavour.numericStrings) ? value.trim() : undefined
  const digits = isNumeral(value) ? value.digits : asText
  switch (rule.kind) {
    case 'int': {
      const plain = plainDecimal(digits ?? '')
      const fits = plain !== undefined && /^-?\d+$/.test(plain) && Math.abs(Number(plain)) < 2 ** 31
      return fits ? plain : wrong('An integer is expected.')
    }
    case 'decimal':
      return plainDecimal(digits ?? '') ?? wrong('A decimal number is expected.')
    case 'date':
      return (typeof value === 'string' ? dateText(value.trim(), flavour) : null) ?? wrong('A date is expected.')
    case 'string': {
      if (typeof value !== 'string') return wrong('A string is expected.')
      const length = flavour.lengthInBytes ? Buffer.byteLength(value) : [...value].length
      if (length <= (rule.max ?? Infinity)) return value
      return flavour.truncatesLongStrings ? [...value].slice(0, rule.max).join('') : wrong(`Max length: ${rule.max}.`)
    }
    case 'list':
      if (!Array.isArray(value)) return wrong('A collection is expected.')
      return value.map((item: Value, index) =>
        readRow(item, allocationRules(flavour), flavour, xml, `${at}[${index}]`, problems),
      )
  }
}

const checkPayment = (row: Row, orderId: number, flavour: Flavour, problems: Problems): void => {
  const allocations = Array.isArray(row['PaymentAllocations']) ? (row['PaymentAllocations'] as readonly Row[]) : []
  const refuse = (name: string, message: string): void => void problems.set(`payment.${name}`, message)
  const amount = Number(row['Amount'])
  const sum = allocations.reduce((total, item) => total + Number(item['AllocatedAmount'] ?? 0), 0)
  if (row['Id'] !== '0' && !flavour.idIgnored) refuse('Id', 'Must be 0.')
  if (flavour.positiveAmountOnly && amount <= 0) refuse('Amount', 'Must be more than 0.')
  if (allocations.length > 0) {
    const here = allocations.some((item) => Number(item['OrderId'] ?? orderId) === orderId)
    if (flavour.allocationsMatchPath && !here) refuse('PaymentAllocations', 'None is for this order.')
    if (flavour.allocationsWithinAmount && sum > amount + 1e-9) refuse('PaymentAllocations', 'More than the amount.')
  }
  const known = { ShopId: shopctrlShopId, PaymentTypeId: shopctrlPaymentTypeId, CurrencyCode: shopctrlCurrencyCode }
  for (const [name, value] of Object.entries(flavour.referencesMustExist ? known : {})) {
    if ((row[name] ?? null) !== null && row[name] !== String(value)) refuse(name, 'Does not exist.')
  }
}

const withPoint = (digits: string): string => (digits.includes('.') ? digits : `${digits}.0`)

const writeJson = (row: Row, rules: Rules, flavour: Flavour): string => {
  const members = Object.entries(rules).flatMap(([name, { kind }]) => {
    const cell = row[name] ?? null
    if (cell === null) return flavour.nullsOmitted ? [] : [`"${name}":null`]
    if (typeof cell !== 'string') {
      return [`"${name}":[${cell.map((item) => writeJson(item, allocationRules(flavour), flavour)).join(',')}]`]
    }
    if (kind === 'int') return [`"${name}":${cell}`]
    if (kind === 'decimal') return [`"${name}":${flavour.jsonDecimalsShort ? cell : withPoint(cell)}`]
    return [`"${name}":${JSON.stringify(cell)}`]
  })
  return `{${members.join(',')}}`
}

const escapeXml = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)

const writeElements = (row: Row, rules: Rules, flavour: Flavour): string => {
  const names = flavour.xmlAnyOrder ? Object.keys(rules).sort() : Object.keys(rules)
  return names
    .map((name) => {
      const cell = row[name] ?? null
      if (cell === null) return flavour.nullsWritten ? `<${name} xsi:nil="true" />` : ''
      if (typeof cell === 'string') {
        const pointed = flavour.xmlDecimalsPoint && rules[name]?.kind === 'decimal'
        return `<${name}>${pointed ? withPoint(cell) : escapeXml(cell)}</${name}>`
      }
      const item = itemName(flavour)
      const items = cell.map((row) => `<${item}>${writeElements(row, allocationRules(flavour), flavour)}</${item}>`)
      return `<${name}>${items.join('')}</${name}>`
    })
    .join('')
}

const writeXml = (row: Row, rules: Rules, flavour: Flavour): string => {
  const spaces = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const declaration = flavour.withDeclaration ? '<?xml version="1.0" encoding="utf-8"?>' : ''
  const xml = `${declaration}<Payment ${spaces}>${writeElements(row, rules, flavour)}</Payment>`
  return flavour.xmlIndented ? xml.replace(/<(?=\w)/g, '\n  <').trim() : xml
}

const mediaTypes = ['application/json', 'text/json', 'application/xml', 'text/xml'] as const
type Media = (typeof mediaTypes)[number]
type Reply = { readonly status: number; readonly type?: string; readonly body?: string; readonly location?: string }

// The best of the four types for an Accept header, exact names before wildcards among equals.
const negotiate = (accept: string, requested: Media | undefined, flavour: Flavour): Media | undefined => {
  if (flavour.alwaysJson) return 'application/json'
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return { type, quality: Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1) }
  })
  const scored = mediaTypes
    .map((media) => {
      const names: string[] = [media, media.replace(/[^/]+$/, '*'), '*/*']
      const [best] = ranges
        .filter(({ type }) => names.includes(type))
        .sort((one, other) => names.indexOf(one.type) - names.indexOf(other.type))
      const mirrored = flavour.mirrorsRequestForm && media === requested ? 0.001 : 0
      return { media, score: best && best.quality > 0 ? best.quality + mirrored - names.indexOf(best.type) / 1e4 : 0 }
    })
    .sort((one, other) => other.score - one.score)
  const [first] = scored
  return first && first.score > 0 ? first.media : flavour.accept406 ? undefined : 'application/json'
}

const failure = (
  status: number,
  message: string,
  media: Media,
  flavour: Flavour,
  problems: Problems = new Map(),
): Reply => {
  if (flavour.errorBodyEmpty) return { status }
  const states = [...problems].map(([name, text]) => [name, [text]] as const)
  if (flavour.errorBodyProblem) {
    const body = { type: 'about:blank', title: message, status, errors: Object.fromEntries(states) }
    return { status, type: 'application/problem+json', body: JSON.stringify(body) }
  }
  const detailed = flavour.errorBodyAspNet === true && problems.size > 0
  if (media.endsWith('json')) {
    const body = { Message: message, ...(detailed ? { ModelState: Object.fromEntries(states) } : {}) }
    return { status, type: media, body: JSON.stringify(body) }
  }
  const items = states.map(([name, [text]]) => {
    const tag = name.replace(/[^\w.]/g, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    return `<${tag}>${escapeXml(text)}</${tag}>`
  })
  const modelState = detailed ? `<ModelState>${items.join('')}</ModelState>` : ''
  return { status, type: media, body: `<Error><Message>${escapeXml(message)}</Message>${modelState}</Error>` }
}

const isAuthorized = (header: string, flavour: Flavour): boolean => {
  const [scheme = '', credentials] = header.split(/ +/)
  const basic = Buffer.from(`${shopctrlUser}:${shopctrlPassword}`).toString('base64')
  const kind = scheme.toLowerCase()
  if (kind === 'bearer') return !flavour.basicOnly && credentials === shopctrlToken
  return kind === 'basic' && !flavour.bearerOnly && credentials === basic
}

const answer = (request: IncomingMessage, bytes: Buffer, flavour: Flavour, newId: () => number): Reply => {
  const { accept = '*/*', authorization = '', 'content-type': contentType = 'application/json' } = request.headers
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w-]+)/i.exec(contentType) ?? []
  const requestType = mediaTypes.find((media) => media === contentType.replace(/;.*$/s, '').trim().toLowerCase())
  const media = negotiate(accept, requestType, flavour)
  const fail = (status: number, message: string, problems?: Problems): Reply =>
    failure(status, message, media ?? 'application/json', flavour, problems)
  const path = (request.url ?? '').replace(/\?.*$/s, '')
  const route = new RegExp('^/v1/Orders/([^/]+)/Payments/?$', flavour.caseInsensitiveNames ? 'i' : '').exec(path)
  if (!route) return fail(404, 'No resource matches the request.')
  if (request.method !== 'POST') return fail(405, 'The method is not supported.')
  if (!isAuthorized(authorization, flavour)) return fail(401, 'Authorization has been denied for this request.')
  const orderId = /^\d{1,10}$/.test(route[1] ?? '') ? Number(route[1]) : 0
  const selective = flavour.unknownOrder404 || flavour.unknownOrder400
  if (orderId < 1 || orderId >= 2 ** 31 || (selective && orderId !== shopctrlOrderId)) {
    return fail(flavour.unknownOrder400 ? 400 : 404, 'The order was not found.')
  }
  if (!media) return fail(406, 'None of the accepted types is offered.')
  if (!requestType) return fail(415, 'The media type is not supported.')
  const xml = requestType.endsWith('xml')
  let value: Value
  try {
    const source = new TextDecoder(charset, { fatal: true }).decode(bytes)
    value = xml ? readXml(source, flavour) : readJson(source)
  } catch (error) {
    return fail(400, `The body cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
  const rules = paymentRules(flavour)
  const problems: Problems = new Map()
  const row = readRow(value, rules, flavour, xml, 'payment', problems)
  if (problems.size === 0) checkPayment(row, orderId, flavour, problems)
  if (problems.size > 0) return fail(400, 'The request is invalid.', problems)
  const paymentId = newId()
  row['Id'] = flavour.replyIdZero ? '0' : String(paymentId)
  if (flavour.allocatesToPathOrder && !row['PaymentAllocations']?.length) {
    row['PaymentAllocations'] = [{ OrderId: String(orderId), InvoiceId: null, AllocatedAmount: row['Amount'] ?? null }]
  }
  const more: Rules = flavour.extraMembers ? { Status: { kind: 'string' }, Version: { kind: 'int' } } : {}
  const whole = { ...row, Status: 'Booked', Version: '1' }
  const body = (media.endsWith('xml') ? writeXml : writeJson)(whole, { ...rules, ...more }, flavour)
  const location = `http://${request.headers.host}/v1/Orders/${orderId}/Payments/${paymentId}`
  const reply = { status: flavour.created201 || flavour.created201WithLocation ? 201 : 200, type: media, body }
  return flavour.created201WithLocation ? { ...reply, location } : reply
}

const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  flavour: Flavour,
): Promise<void> => {
  const { status, type, body = '', location } = reply
  const bom = flavour.utf8Bom || (flavour.utf8BomXml && type?.endsWith('xml'))
  const text = Buffer.from(bom && body !== '' ? `\ufeff${body}` : body)
  const zipped =
    flavour.gzip &&
    body !== '' &&
    /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''))
  const bytes = zipped ? gzipSync(text) : text
  response.statusCode = status
  if (status === 401) response.setHeader('WWW-Authenticate', flavour.basicOnly ? 'Basic realm="api"' : 'Bearer')
  if (status === 405) response.setHeader('Allow', 'POST')
  if (location) response.setHeader('Location', location)
  if (type) response.setHeader('Content-Type', `${type}; charset=utf-8`)
  if (flavour.gzip) response.setHeader('Vary', 'Accept, Accept-Encoding')
  if (zipped) response.setHeader('Content-Encoding', 'gzip')
  if (flavour.extraHeaders) {
    response.setHeader('X-Request-Id', '0f6d5a3e-90c4-4a6e-a3ab-1f1fd1f0a9d7')
    response.setHeader('Cache-Control', 'no-cache')
    response.setHeader('Set-Cookie', ['affinity=a1; Path=/', 'region=eu; Path=/'])
  }
  if (flavour.chunked) {
    for (let start = 0; start < bytes.length; start += 32) {
      response.write(bytes.subarray(start, start + 32))
      await turn()
    }
  } else {
    response.setHeader('Content-Length', bytes.length)
    response.write(bytes)
  }
  response.end()
}

type Running = { readonly baseUrl: string; close(): Promise<void> }

export const startSecondShopCtrl = async (flavour: Flavour = {}): Promise<Running> => {
  let lastId = 1000
  const newId = (): number => ++lastId
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (flavour.slow) await sleep(slowMilliseconds)
    await send(request, response, answer(request, Buffer.concat(chunks), flavour, newId), flavour)
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
