// A second, independent server for the DK Hardware Partner API: create order, request payment, operation status.
// Without flavours it does what the documents' own tables and examples say; a flavour switches one other reading on.
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

export type Flavour = {
  // Transport
  readonly gzip?: boolean // Content-Encoding: gzip when the client accepts it
  readonly chunked?: boolean // replies in several small chunks without Content-Length
  readonly slow?: boolean // every reply 150 ms late
  readonly charset?: boolean // Content-Type with charset=utf-8
  readonly problemJson?: boolean // errors labelled application/problem+json
  readonly frameworkStatuses?: boolean // bare 404 and 405, and 415; otherwise 404 and 400 in the documented shape
  // Authorization and request context
  readonly openWithoutToken?: boolean
  readonly userIdMissing401?: boolean // bare 401 instead of 400
  readonly requiresAllContextHeaders?: boolean // User-Name and Initiated-From as well
  // Reading of requests
  readonly acceptsTrailingCommas?: boolean
  readonly acceptsNumericStrings?: boolean // ids as numbers, money and integers as strings
  readonly caseInsensitiveNames?: boolean
  readonly rejectsUnknownMembers?: boolean
  // Rules of requests
  readonly lenientRequired?: boolean // what the documents' own example lacks is optional
  readonly defaultsTaxAndDiscount?: boolean // line tax and discount may be absent
  readonly emptyItemsAccepted?: boolean
  readonly requiresAddresses?: boolean
  readonly zeroUnitCostIsEmpty?: boolean
  readonly strictMoney?: boolean // not negative, two decimals
  readonly quantityAtLeastOne?: boolean
  readonly contiguousLinePositions?: boolean // 1, 2, 3 ... without a gap
  readonly orderDateMustEndInZ?: boolean
  readonly dictionaries?: boolean // only the sample values of the dictionaries
  readonly checksTotal?: boolean
  readonly linkedPageRules?: boolean // Address, UnitOfMeasure, Addon, poNumber, context headers
  readonly ordersNumericOnly?: boolean // 400 for the payment of an order that does not exist
  // Errors
  readonly pascalCaseErrorKeys?: boolean
  readonly prefixedErrorKeys?: boolean
  readonly traceIdNotUuid?: boolean
  readonly sync409Duplicates?: boolean
  readonly systemErrorFor?: string // 500 for this customerId, referenceId, orderId or submissionId
  // Submissions and status
  readonly accepted202?: boolean
  readonly noApiStatus?: boolean // no Accepted and no Processing: done at once
  readonly slowProcessing?: boolean // Processing lasts 300 ms
  readonly statusMembersAbsentUntilDone?: boolean
  readonly minimalStatus?: boolean // only orderId, status, errors
  readonly allMembersAlways?: boolean // all five, null where there is nothing
  readonly errorsAbsentUnlessFailed?: boolean
  readonly errorsEmptyUnlessFailed?: boolean // [] instead of null
  readonly numericOrderId?: boolean
  readonly statusValidation400?: boolean
  readonly unknownSubmission404?: boolean // bare 404; without any of the three: 404 in the documented error shape
  readonly unknownSubmission400?: boolean
  readonly unknownSubmissionFailed?: boolean // 200 with status Failed
  readonly statusNever400?: boolean // 200 with status Failed, whatever is broken
  // Payload
  readonly extraMembers?: boolean // unknown members in every reply
  readonly payloadMinimal?: boolean // orderId, total, status, customerId, items
  readonly payloadAsArray?: boolean
  readonly positiveDiscountsInPayload?: boolean
  readonly serverAssignedItemIds?: boolean
  readonly recalculatesUnitCost?: boolean
  readonly completesAddress?: boolean // phone and email filled in, '' for blanks
  readonly createdAtWithoutZone?: boolean
  // Events
  readonly webhookUrl?: string
  readonly webhookSecret?: string
}

type Json = { [name: string]: unknown }
type Errors = { [path: string]: string[] }
type Rule = { readonly name: string; readonly kind: string; readonly required: boolean; readonly max?: number }
type Reply = { readonly status: number; readonly body?: Json; readonly headers?: { readonly [name: string]: string } }
type Submission = {
  readonly operation: 'create' | 'payment'
  readonly referenceId: string | null
  status: 'Accepted' | 'Processing' | 'Succeeded' | 'Failed'
  orderId: string | null
  errors: string[] | null
  payload: Json | null
}
type Finish = (submission: Submission) => void

export const payableOrderId = '517231'
export const cancelledOrderId = '538368'

const duplicateMessage = 'Same reference ID already was used for another order or in another request'
const invalidIdMessage = "'orderId' should be a valid id."
const invalidTitle = 'One or more validation errors occurred.'

// A table in the documents' own order: name (with a star when required), kind, longest length of a string.
const table = (text: string): Rule[] =>
  text.split(',').map((row) => {
    const [name = '', kind = '', max] = row.trim().split(/\s+/)
    const rule = { name: name.replace('*', ''), kind, required: name.endsWith('*') }
    return max === undefined ? rule : { ...rule, max: Number(max) }
  })
const addressRules = table(`firstName* string 150, lastName* string 150, company string 250, phone string 50,
  altPhone string 50, fax string 50, zip* string 50, country* string 150, state* string 50, city* string 255,
  address1* string 255, address2 string 255, email string 100`)
const unitRules = table('id* string 10, name string 50')
const addonRules = table('code* string 50, title string 2000, price* money, cost money')
const itemRules = table(`itemId* string 64, productId* string 64, unitPrice* money, unitCost* money,
  unitWeight* number, unitOfMeasure* object, quantity* integer, linePosition* integer, tax* money, discount* money,
  mpn* string 50, itemName* string 2000, addons array`)
// The first letter of 'comment' is not ASCII in the documents: all three spellings count.
const commentNames = ['comment', '\u0441omment', '\u2014\u00c5omment']
const orderRules = table(`customerId* string 64, customerNotes string 8000, shippingPrice* money,
  shippingTax* money, shippingDiscount money, handlingFee money, total* money, billing object, shipping object,
  items* array, responseTime string, paymentMethodCode* string, poNumber string, orderDateUtc* datetime,
  shippingMethod* string, ${commentNames.map((name) => `${name} string 1000`).join()}`)
const createRules = table('customerOrder* object, referenceId string 64')
const paymentRules = table('customerOrder* object')
const paymentOrderRules = table('orderId* string 64')
const statusRules = table('submissionId* string 64')
// What stands inside objects and arrays; all but the items stand on a linked page only.
const innerRules = new Map([
  ['items', itemRules],
  ['billing', addressRules],
  ['shipping', addressRules],
  ['unitOfMeasure', unitRules],
  ['addons', addonRules],
])

const missingInExample = ['itemId', 'linePosition', 'paymentMethodCode', 'orderDateUtc', 'shippingMethod']
const responseTimes = ['Unknown', 'OneDay', 'ThreeDays', 'FiveDays']
const paymentMethods = ['credit-card', 'paypal', 'net-30', 'net-15', 'net-7']
const shippingMethods = ['Standard Ground', '2 Business Days', '1 Business Day']
const allRules = [createRules, orderRules, paymentOrderRules, statusRules, ...innerRules.values()]
const canonicalNames = new Map(allRules.flat().map((rule) => [rule.name.toLowerCase(), rule.name]))

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (json: Json, name: string): unknown => json[name]
const objectAt = (json: Json, name: string): Json => {
  const value = at(json, name)
  return isObject(value) ? value : {}
}
const objectsAt = (json: Json, name: string): Json[] => {
  const value = at(json, name)
  return Array.isArray(value) ? value.filter(isObject) : []
}
const textAt = (json: Json, name: string): string | null => {
  const value = at(json, name)
  return value === undefined || value === null || typeof value === 'object' ? null : String(value)
}
const numberAt = (json: Json, name: string): number => Number(at(json, name) ?? 0)
const label = (name: string): string => name.replace(/[A-Z]/g, ' $&')
const isDateTime = (text: string): boolean => {
  const day = /^(\d{4}-\d{2}-(\d{2}))T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(text)
  return day !== null && !Number.isNaN(Date.parse(text)) && new Date(`${day[1]}T00:00Z`).getUTCDate() === Number(day[2])
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

export const startSecondDkHardware = async (
  flavour: Flavour = {},
): Promise<{ baseUrl: string; close(): Promise<void> }> => {
  const submissions = new Map<string, Submission>()
  const orders = new Map<string, string>([
    [payableOrderId, 'New Web Orders Inquiry'],
    [cancelledOrderId, 'Cancelled'],
  ])
  const referenceIds = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  const closing = new AbortController()
  const extra: Json = flavour.extraMembers ? { apiVersion: '20231013.1', links: { self: null }, hints: [1, 'two'] } : {}
  let nextOrderId = 643543
  let nextItemId = 1784378

  const later = (ms: number, action: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, ms)
    timers.add(timer)
  }
  const now = (): string => new Date().toISOString().slice(0, 19)
  const stamp = (): string => `${now()}${flavour.createdAtWithoutZone ? '' : 'Z'}`

  // Error replies
  const failure = (status: number, title: string, errors?: Errors): Reply => {
    const traceId = flavour.traceIdNotUuid
      ? `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`
      : randomUUID()
    return { status, body: { status, title, traceId, ...(errors ? { errors } : {}), ...extra } }
  }
  const invalid = (outer: Errors, inner: Errors = {}): Reply => {
    const prefix = flavour.prefixedErrorKeys ? 'customerOrder.' : ''
    const entries = [...Object.entries(outer), ...Object.entries(inner).map(([key, value]) => [prefix + key, value])]
    const pascal = (key: string): string => key.replace(/(^|\.)[a-z]/g, (start) => start.toUpperCase())
    const keyed = entries.map(([key, value]) => [flavour.pascalCaseErrorKeys ? pascal(String(key)) : key, value])
    return failure(400, invalidTitle, Object.fromEntries(keyed))
  }

  // Validation
  const isRequired = ({ name, required }: Rule): boolean => {
    if (flavour.lenientRequired && missingInExample.includes(name)) return false
    if (flavour.defaultsTaxAndDiscount && (name === 'tax' || name === 'discount')) return false
    if (flavour.requiresAddresses && (name === 'billing' || name === 'shipping')) return true
    return required
  }
  const textProblem = (name: string, text: string, max: number | undefined): string | undefined => {
    if (max !== undefined && text.length > max)
      return `The length of '${label(name)}' must be ${max} characters or fewer. You entered ${text.length} characters.`
    if (name === 'responseTime' && !responseTimes.includes(text)) return `'response Time' has no value '${text}'.`
    const dictionary = { paymentMethodCode: paymentMethods, shippingMethod: shippingMethods }[name]
    if (flavour.dictionaries && dictionary && !dictionary.includes(text))
      return `'${label(name)}' is not in the dictionary.`
    if (flavour.linkedPageRules && name === 'poNumber' && text.length > 50)
      return "'po Number' is longer than 50 characters."
    if (name === 'email' && text !== '' && !/^[^@\s]+@[^@\s]+$/.test(text))
      return "'email' is not a valid email address."
    return undefined
  }
  const numberProblem = (name: string, kind: string, number: number): string | undefined => {
    if (!Number.isFinite(number)) return `'${label(name)}' must be a number.`
    if (kind === 'integer' && !Number.isInteger(number)) return `'${label(name)}' must be an integer.`
    if (name === 'linePosition' && (number < 1 || number > 1000)) return "'line Position' must be between 1 and 1000."
    if (name === 'quantity' && flavour.quantityAtLeastOne && number < 1) return "'quantity' must be greater than '0'."
    if (name === 'unitCost' && flavour.zeroUnitCostIsEmpty && number === 0) return "'unit Cost' must not be empty."
    if (kind === 'money' && flavour.strictMoney && (number < 0 || Math.round(number * 100) / 100 !== number))
      return `'${label(name)}' must be greater than or equal to '0' with two decimals at most.`
    return undefined
  }
  const problem = (rule: Rule, value: unknown): string | undefined => {
    const { name, kind, max } = rule
    const noItems = Array.isArray(value) && value.length === 0 && !flavour.emptyItemsAccepted
    const absent = value === undefined || value === null
    if (isRequired(rule) && (absent || value === '' || noItems)) return `'${label(name)}' must not be empty.`
    if (absent) return undefined
    if (kind === 'object') return isObject(value) ? undefined : `'${label(name)}' must be an object.`
    if (kind === 'array') return Array.isArray(value) ? undefined : `'${label(name)}' must be an array.`
    if (kind === 'string' || kind === 'datetime') {
      const idAsNumber = flavour.acceptsNumericStrings && /id$/i.test(name)
      if (typeof value !== 'string' && !(typeof value === 'number' && idAsNumber))
        return `'${label(name)}' must be a string.`
      if (kind === 'string') return textProblem(name, String(value), max)
      const hasZone = !flavour.orderDateMustEndInZ || String(value).endsWith('Z')
      return isDateTime(String(value)) && hasZone ? undefined : `'${label(name)}' must be a UTC date and time.`
    }
    const isNumericText = typeof value === 'string' && value.trim() !== '' && flavour.acceptsNumericStrings
    return numberProblem(name, kind, typeof value === 'number' || isNumericText ? Number(value) : Number.NaN)
  }
  const check = (rules: readonly Rule[], json: Json, path: string, errors: Errors, enforced = true): void => {
    for (const rule of rules) {
      const value = at(json, rule.name)
      const key = path + rule.name
      const message = enforced ? problem(rule, value) : undefined
      if (message !== undefined) errors[key] = [rule.name === 'orderId' ? invalidIdMessage : message]
      const fields = innerRules.get(rule.name)
      if (message !== undefined || !fields) continue
      const inner = enforced && (rule.name === 'items' || flavour.linkedPageRules === true)
      if (isObject(value)) check(fields, value, `${key}.`, errors, inner)
      for (const [index, element] of Array.isArray(value) ? value.entries() : []) {
        if (isObject(element)) check(fields, element, `${key}[${index}].`, errors, inner)
        else errors[`${key}[${index}]`] = [`'${label(rule.name)}' must contain objects.`]
      }
    }
    if (!flavour.rejectsUnknownMembers) return
    for (const name of Object.keys(json))
      if (!rules.some((rule) => rule.name === name)) errors[path + name] = [`'${name}' is not a known member.`]
  }
  const checkWholeOrder = (order: Json, errors: Errors): void => {
    const items = objectsAt(order, 'items')
    const seen = new Set<number>()
    for (const [index, item] of items.entries()) {
      if (at(item, 'linePosition') === undefined || at(item, 'linePosition') === null) continue
      const position = numberAt(item, 'linePosition')
      const gap = flavour.contiguousLinePositions === true && position > items.length
      if (seen.has(position) || gap)
        errors[`items[${index}].linePosition`] ??= [`'line Position' must be ${gap ? 'contiguous' : 'unique'}.`]
      seen.add(position)
    }
    if (!flavour.checksTotal || Object.keys(errors).length > 0) return
    const lines = items.map(
      (item) =>
        numberAt(item, 'quantity') * numberAt(item, 'unitPrice') + numberAt(item, 'tax') - numberAt(item, 'discount'),
    )
    const fees = numberAt(order, 'shippingPrice') + numberAt(order, 'shippingTax') + numberAt(order, 'handlingFee')
    const sum = lines.reduce((left, right) => left + right, fees - numberAt(order, 'shippingDiscount'))
    if (Math.abs(sum - numberAt(order, 'total')) > 0.005)
      Object.assign(errors, { total: [`'total' must be ${sum.toFixed(2)}.`] })
  }

  // The order as the status call shows it
  const payloadOf = (order: Json, orderId: string, user: Json): Json => {
    const discount = (json: Json, name: string): number =>
      flavour.positiveDiscountsInPayload ? numberAt(json, name) : 0 - numberAt(json, name)
    const address = (name: string): Json | null => {
      const sent = objectAt(order, name)
      if (!isObject(at(order, name))) return null
      const filled: Json = { phone: '4047027116', email: 'johndoe@somesite.com' }
      const result: Json = {}
      for (const rule of addressRules) {
        const text = textAt(sent, rule.name)
        if (text !== null) result[rule.name] = text
        else if (flavour.completesAddress) result[rule.name] = at(filled, rule.name) ?? ''
      }
      return result
    }
    const addon = (sent: Json): Json => {
      const [code, title] = [textAt(sent, 'code'), textAt(sent, 'title')]
      return { code, title, price: numberAt(sent, 'price'), cost: numberAt(sent, 'cost') }
    }
    const unitOfMeasure = (sent: Json): Json => ({ id: textAt(sent, 'id'), name: textAt(sent, 'name') ?? 'Each' })
    const posted = objectsAt(order, 'items')
    const positions = new Set(posted.map((item) => numberAt(item, 'linePosition')))
    const freePosition = (): number => {
      let position = 1
      while (positions.has(position)) position += 1
      positions.add(position)
      return position
    }
    const items = posted.map((item) => ({
      itemId: (flavour.serverAssignedItemIds ? null : textAt(item, 'itemId')) ?? String(nextItemId++),
      productId: textAt(item, 'productId'),
      unitPrice: numberAt(item, 'unitPrice'),
      unitCost: numberAt(item, 'unitCost') + (flavour.recalculatesUnitCost ? 1 : 0),
      quantity: numberAt(item, 'quantity'),
      linePosition: numberAt(item, 'linePosition') || freePosition(),
      lineComment: null,
      unitWeight: numberAt(item, 'unitWeight'),
      tax: numberAt(item, 'tax'),
      discount: discount(item, 'discount'),
      mpn: textAt(item, 'mpn'),
      itemName: textAt(item, 'itemName'),
      productImage: `https://www.dkhardware.com/images/${encodeURIComponent(textAt(item, 'productId') ?? '')}.gif`,
      productUrl: `https://www.dkhardware.com/product-${encodeURIComponent(textAt(item, 'productId') ?? '')}.html`,
      unitOfMeasure: unitOfMeasure(objectAt(item, 'unitOfMeasure')),
      ...(Array.isArray(at(item, 'addons')) ? { addons: objectsAt(item, 'addons').map(addon) } : {}),
      ...extra,
    }))
    const total = numberAt(order, 'total')
    const status = 'New Web Orders Inquiry'
    const customerId = textAt(order, 'customerId')
    if (flavour.payloadMinimal) return { orderId, total, status, customerId, items, ...extra }
    const comments = commentNames.map((name) => textAt(order, name)).filter((comment) => comment !== null)
    const createdAt = stamp()
    return {
      orderId,
      orderIds: [],
      createdAt,
      total,
      currency: 'USD',
      status,
      statusId: '22',
      type: 'Orders',
      typeId: '2',
      customerId,
      customerNotes: textAt(order, 'customerNotes'),
      channel: null,
      shippingMethod: textAt(order, 'shippingMethod'),
      shippingPrice: numberAt(order, 'shippingPrice'),
      shippingTax: numberAt(order, 'shippingTax'),
      shippingDiscount: discount(order, 'shippingDiscount'),
      handlingFee: numberAt(order, 'handlingFee'),
      createdBy: user,
      salesRep: user,
      billing: address('billing'),
      shipping: address('shipping'),
      items,
      notes: comments.map((message) => {
        return { noteId: String(nextItemId++), author: user, message, createdAt, actionTypeCode: 'General' }
      }),
      payments: null,
      shipments: null,
      ...extra,
    }
  }

  // Asynchronous processing
  const submit = (start: Pick<Submission, 'operation' | 'referenceId' | 'orderId'>, finish: Finish): Reply => {
    const submissionId = randomUUID()
    const submission: Submission = { ...start, status: 'Accepted', errors: null, payload: null }
    submissions.set(submissionId, submission)
    if (flavour.noApiStatus) finish(submission)
    else
      later(50, () => {
        submission.status = 'Processing'
        later(flavour.slowProcessing ? 300 : 50, () => finish(submission))
      })
    return { status: flavour.accepted202 ? 202 : 200, body: { submissionId, ...extra } }
  }
  const fail = (submission: Submission, message: string): void => {
    submission.status = 'Failed'
    submission.errors = [message]
  }
  const sendEvent = (orderId: string): void => {
    if (flavour.webhookUrl === undefined) return
    const payload = { orderIds: [orderId], date: `${now()}Z` }
    fetch(flavour.webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ event: 'customer-order:changed', secret: flavour.webhookSecret ?? '', payload }),
      signal: closing.signal,
    }).then(
      (answer) => answer.body?.cancel(),
      () => undefined, // nobody listens: the event is lost
    )
  }

  // The three operations
  const create = (body: Json, user: Json): Reply => {
    const outer: Errors = {}
    const inner: Errors = {}
    check(createRules, body, '', outer)
    const order = objectAt(body, 'customerOrder')
    if (isObject(at(body, 'customerOrder'))) {
      check(orderRules, order, '', inner)
      checkWholeOrder(order, inner)
    }
    if (Object.keys({ ...outer, ...inner }).length > 0) return invalid(outer, inner)
    const referenceId = textAt(body, 'referenceId') || null
    const duplicate = referenceId !== null && referenceIds.has(referenceId)
    if (duplicate && flavour.sync409Duplicates) return failure(409, duplicateMessage)
    if (referenceId !== null) referenceIds.add(referenceId)
    return submit({ operation: 'create', referenceId, orderId: null }, (submission) => {
      if (duplicate) return fail(submission, duplicateMessage)
      const orderId = String(nextOrderId++)
      submission.orderId = orderId
      submission.payload = payloadOf(order, orderId, user)
      submission.status = 'Succeeded'
      orders.set(orderId, 'New Web Orders Inquiry')
      sendEvent(orderId)
    })
  }
  const requestPayment = (body: Json): Reply => {
    const outer: Errors = {}
    const inner: Errors = {}
    check(paymentRules, body, '', outer)
    if (isObject(at(body, 'customerOrder'))) check(paymentOrderRules, objectAt(body, 'customerOrder'), '', inner)
    const orderId = textAt(objectAt(body, 'customerOrder'), 'orderId') ?? ''
    if (Object.keys({ ...outer, ...inner }).length > 0) return invalid(outer, inner)
    if (flavour.ordersNumericOnly && !orders.has(orderId)) return invalid({}, { orderId: [invalidIdMessage] })
    return submit({ operation: 'payment', referenceId: null, orderId }, (submission) => {
      const status = orders.get(orderId)
      if (status === undefined) fail(submission, 'Order was not found')
      else if (status === 'Cancelled')
        fail(submission, `Order payment could not be requested for order at status '${status}'`)
      else submission.status = 'Succeeded'
    })
  }
  const statusBody = (submission: Submission): Json => {
    const { operation, status, orderId, errors, referenceId, payload } = submission
    const done = status === 'Succeeded' || status === 'Failed'
    if (!done && flavour.statusMembersAbsentUntilDone) return { status, ...extra }
    const asNumber = flavour.numericOrderId && orderId !== null && /^\d{1,15}$/.test(orderId)
    const noErrors = flavour.errorsAbsentUnlessFailed ? {} : { errors: flavour.errorsEmptyUnlessFailed ? [] : null }
    const full = flavour.allMembersAlways || (operation === 'create' && status !== 'Failed' && !flavour.minimalStatus)
    return {
      orderId: asNumber ? Number(orderId) : orderId,
      status,
      ...(errors === null ? noErrors : { errors }),
      ...(full ? { referenceId, payload: payload !== null && flavour.payloadAsArray ? [payload] : payload } : {}),
      ...extra,
    }
  }
  const showStatus = (body: Json): Reply => {
    const errors: Errors = {}
    check(statusRules, body, '', errors)
    if (flavour.statusValidation400 && Object.keys(errors).length > 0) return invalid(errors)
    const submission = submissions.get(textAt(body, 'submissionId') ?? '')
    if (submission) return { status: 200, body: statusBody(submission) }
    if (flavour.unknownSubmission404) return { status: 404 }
    if (flavour.unknownSubmission400) return invalid({ submissionId: ["'submissionId' should be a valid id."] })
    if (!flavour.unknownSubmissionFailed) return failure(404, 'Not Found')
    return { status: 200, body: { orderId: null, status: 'Failed', errors: ['Submission was not found'], ...extra } }
  }
  const operations = new Map<string, (body: Json, user: Json) => Reply>([
    ['/v1/order/create', create],
    ['/v1/order/request-payment', requestPayment],
    ['/v1/order/status', showStatus],
  ])

  // HTTP
  const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '').trim()
  const contextProblem = (request: IncomingMessage): Reply | undefined => {
    const errors: Errors = {}
    const userId = header(request, 'user-id')
    if (userId === '' && flavour.userIdMissing401) return { status: 401 }
    if (userId === '') errors['User-Id'] = ["'User-Id' must not be empty."]
    if (userId.length > 64) errors['User-Id'] = ["The length of 'User-Id' must be 64 characters or fewer."]
    for (const name of ['User-Name', 'Initiated-From']) {
      const { length } = header(request, name.toLowerCase())
      const wrong = (length === 0 && flavour.requiresAllContextHeaders) || (length > 300 && flavour.linkedPageRules)
      if (wrong) errors[name] = [`The length of '${name}' must be between 1 and 300 characters.`]
    }
    return Object.keys(errors).length > 0 ? invalid(errors) : undefined
  }
  const parse = (text: string): unknown => {
    const rename = (_: string, value: unknown): unknown => {
      if (!flavour.caseInsensitiveNames || !isObject(value)) return value
      const renamed = ([key, inner]: [string, unknown]) => [canonicalNames.get(key.toLowerCase()) ?? key, inner]
      return Object.fromEntries(Object.entries(value).map(renamed))
    }
    try {
      return JSON.parse(text, rename)
    } catch {
      if (!flavour.acceptsTrailingCommas) return undefined
    }
    try {
      return JSON.parse(text.replace(/,(\s*[}\]])/g, '$1'), rename)
    } catch {
      return undefined
    }
  }
  const answer = (request: IncomingMessage, text: string): Reply => {
    const reply = answerOf(request, text)
    const isStatus = (request.url ?? '').startsWith('/v1/order/status')
    if (!flavour.statusNever400 || !isStatus || reply.status !== 400) return reply
    return {
      status: 200,
      body: { orderId: null, status: 'Failed', errors: ['The request was not understood'], ...extra },
    }
  }

  const answerOf = (request: IncomingMessage, text: string): Reply => {
    const operation = operations.get((request.url ?? '').split('?')[0] ?? '')
    if (!operation) return flavour.frameworkStatuses ? { status: 404 } : failure(404, 'Not Found')
    if (request.method !== 'POST')
      return flavour.frameworkStatuses ? { status: 405, headers: { allow: 'POST' } } : failure(404, 'Not Found')
    if (!flavour.openWithoutToken && !/^Bearer +\S+$/i.test(header(request, 'authorization')))
      return { status: 401, headers: { 'www-authenticate': 'Bearer' } }
    const refused = contextProblem(request)
    if (refused) return refused
    if (!/^application\/json *(;|$)/i.test(header(request, 'content-type')))
      return flavour.frameworkStatuses
        ? failure(415, 'Unsupported Media Type')
        : invalid({ 'Content-Type': ["'Content-Type' must be application/json."] })
    const body = parse(text)
    if (!isObject(body)) return invalid({ $: ['The body must be a JSON object.'] })
    const ids = [body, objectAt(body, 'customerOrder')].flatMap((json) =>
      ['customerId', 'referenceId', 'orderId', 'submissionId'].map((name) => textAt(json, name)),
    )
    if (flavour.systemErrorFor !== undefined && ids.includes(flavour.systemErrorFor))
      return failure(500, 'System error.')
    return operation(body, { id: header(request, 'user-id'), name: header(request, 'user-name') || 'API user' })
  }
  const send = async (request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> => {
    if (flavour.slow) await sleep(150)
    response.statusCode = reply.status
    for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
    if (!reply.body) {
      response.end()
      return
    }
    const type = flavour.problemJson && reply.status >= 400 ? 'application/problem+json' : 'application/json'
    response.setHeader('content-type', flavour.charset ? `${type}; charset=utf-8` : type)
    let bytes: Buffer = Buffer.from(JSON.stringify(reply.body))
    if (flavour.gzip && /\bgzip\b(?! *; *q=0)/.test(header(request, 'accept-encoding'))) {
      bytes = gzipSync(bytes)
      response.setHeader('content-encoding', 'gzip')
    }
    if (flavour.chunked) {
      const size = Math.ceil(bytes.length / 8)
      for (let start = 0; start < bytes.length; start += size) {
        response.write(bytes.subarray(start, start + size))
        await sleep(1)
      }
      response.end()
    } else response.end(bytes)
  }

  const server = createServer((request, response) => {
    readBody(request)
      .then((text) => answer(request, text))
      .catch(() => failure(500, 'System error.'))
      .then((reply) => send(request, response, reply))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      closing.abort()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
