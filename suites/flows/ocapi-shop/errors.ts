import { kept, open, untried } from '../../../core/finding.ts'
import type { Json } from '../../../core/json.ts'
import { tokenFrom } from '../../../target/auth/open.ts'
import { anchorOf } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { claim as plainClaim, story } from '../story.ts'
import { claim } from './claim.ts'
import { type Expected, noteFault, rowOf } from './fault.ts'
import { addInstrument } from './instruments.ts'
import { freshBasket, lacks, needsBasket, sharedOrder } from './orders.ts'
import { providers } from './providers.ts'
import { type Asked, ask, cardRequest, customName, holderOf, listIn, ownNumber, type Told } from './shop.ts'

/** Every fault of the document's tables that can be brought about from outside, each from each operation that lists it. */
export const errorCases = (session: Session): readonly Case[] => [
  ...unknownOrderCases(session),
  ...submitOperations.flatMap((operation) => [
    ...basketCases(session, operation),
    ...faultyBaskets.map((type) => faultyBasketCase(session, operation, type)),
  ]),
  ...duplicateCases(session),
  ...partCases(session),
  ...customerCases(session),
]

const submitOperations = ['submitBasket', 'submitBasketWithOrderNo'] as const

type Attempt = {
  readonly operation: string
  readonly title: string
  readonly expected: Expected
  readonly asked: (conversation: Conversation) => Promise<Asked | undefined>
}

/** The ids of requirements that an attempt speaks about. */
const facetOf = (session: Session, operation: string, type: string): string => {
  const row = session.operation(operation).errors.find(({ id }) => id === type)
  return `${operation}/error.${row?.status}/${type}`
}

const attempt = (session: Session, id: string, { operation, title, expected, asked }: Attempt): Case =>
  story(session, {
    id: `errors/${operation}/${id}`,
    title,
    about: [facetOf(session, operation, expected.type)],
    run: async (conversation) => {
      const request = await asked(conversation)
      if (request) noteFault(conversation, await ask(conversation, operation, request), expected)
    },
  })

/** Nobody has an order, note, instrument or basket of this name. */
const unknown = 'assay-no-such'

const unknownOrderCases = (session: Session): readonly Case[] => {
  const no = `${unknown}-order-${session.spec.tag}`
  const bodies: Readonly<Record<string, (conversation: Conversation) => Asked>> = {
    getOrder: () => ({}),
    updateOrder: () => ({ body: {} }),
    addNote: () => ({ body: { subject: 'assay', text: 'assay' } }),
    getNotes: () => ({}),
    removeNote: () => ({ note: `${unknown}-note` }),
    addPaymentInstrument: (conversation) => ({ body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }) }),
    updatePaymentInstrument: (conversation) => ({
      instrument: `${unknown}-instrument`,
      body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
    }),
    removePaymentInstrument: () => ({ instrument: `${unknown}-instrument` }),
    getPaymentMethods: () => ({}),
  }
  return Object.entries(bodies).map(([operation, asked]) =>
    attempt(session, 'unknown-order', {
      operation,
      title: `${operation} of an order that never was`,
      expected: {
        what: 'An unknown order',
        ...(operation === 'updateOrder'
          ? { type: 'NotFoundException' }
          : { type: 'OrderNotFoundException', values: { orderNumber: no } }),
      },
      asked: async (conversation) => ({ ...asked(conversation), order: no }),
    }),
  )
}

const numbered = (conversation: Conversation, operation: string): Asked =>
  operation === 'submitBasketWithOrderNo' ? { order: ownNumber(conversation) } : {}

const basketCases = (session: Session, operation: string): readonly Case[] => {
  const id = `${unknown}-basket-${session.spec.tag}`
  const invalid = (name: string, basket: null | string): Case =>
    attempt(session, `basket-id-${name}`, {
      operation,
      title: `${operation} with a basket id that is ${name}`,
      expected: { type: 'InvalidBasketIdException', what: `A basket id that is ${name}` },
      asked: async (conversation) => ({ ...numbered(conversation, operation), body: { basket_id: basket } }),
    })
  return [
    invalid('null', null),
    invalid('empty', ''),
    attempt(session, 'unknown-basket', {
      operation,
      title: `${operation} of a basket that never was`,
      expected: { type: 'BasketNotFoundException', what: 'An unknown basket', values: { basketId: id } },
      asked: async (conversation) => ({ ...numbered(conversation, operation), body: { basket_id: id } }),
    }),
  ]
}

const faultyBaskets = [
  'GiftCertificateCreationException',
  'InvalidProductItemException',
  'InvalidProductOptionItemException',
  'InvalidProductOptionValueItemException',
  'ProductItemNotAvailableException',
  'InvalidCustomerException',
  'ValidationException',
] as const

/** Whether a token has the form of a JWT; the document calls one fault irrelevant for other tokens. */
const isJwt = ({ spec }: Session): boolean => tokenFrom(spec.target)?.split('.').length === 3

const oauth = { reason: 'the call is made by OAuth, where this is not relevant' }

const faultyBasketCase = (session: Session, operation: string, type: string): Case =>
  attempt(session, type, {
    operation,
    title: `${operation} of a basket that provokes ${type}`,
    expected: {
      type,
      what: 'Such a basket',
      ...(type === 'InvalidCustomerException' && !isJwt(session) ? { mayAccept: oauth } : {}),
    },
    asked: async (conversation) => {
      const name = `basketWithFault.${type}`
      const basket = session.spec.fixtures[name]
      if (basket !== undefined) return { ...numbered(conversation, operation), body: { basket_id: basket } }
      lacks(
        conversation,
        [facetOf(session, operation, type)],
        `needs a basket that provokes it: give --fixture ${name}=…`,
      )
      return undefined
    },
  })

const conflictFacet = 'flow/chosen-number/conflict-changes-nothing'
const duplicateType = 'DuplicateOrderNumberException'

const duplicateCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'errors/submitBasketWithOrderNo/number-taken',
    title: 'two baskets submitted under one number',
    about: [facetOf(session, 'submitBasketWithOrderNo', duplicateType), conflictFacet],
    run: async (conversation) => {
      const facets = [facetOf(session, 'submitBasketWithOrderNo', duplicateType), conflictFacet]
      if (!session.supplies.has('basketId')) return lacks(conversation, facets, needsBasket)
      const no = ownNumber(conversation)
      const first = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket })
      if (!first.accepted) {
        const reason = 'set-up failed: no basket could be submitted under a chosen number'
        return conversation.note(...facets.map((facet) => open(session.id(facet), reason)))
      }
      conversation.created(`order ${no}`)
      // What a refused submit may take with it: a custom property, a note.
      const custom = customName(conversation)
      const changes = { [custom]: holderOf(conversation, 'kept') }
      await ask(conversation, 'updateOrder', { order: no, body: changes, soft: true })
      const note = holderOf(conversation, 'note')
      await ask(conversation, 'addNote', { order: no, body: { subject: note, text: note }, soft: true })
      const before = await ask(conversation, 'getOrder', { order: no })
      const notesBefore = await ask(conversation, 'getNotes', { order: no, soft: true })
      const second = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket })
      noteFault(conversation, second, {
        type: duplicateType,
        what: 'A number that an order has',
        values: { orderNo: no },
      })
      const after = await ask(conversation, 'getOrder', { order: no })
      conversation.note(
        before.body['order_no'] === no
          ? isUnchanged(conversation, before, {
              second,
              after,
              members: ['order_token', 'status', 'order_total', custom],
              lostNotes: await lostNotes(conversation, no, notesBefore),
            })
          : open(session.id(conflictFacet), 'the first order could not be read'),
      )
    },
  }),
]

/** The notes of an order that are no longer told of, and the reply that shows it. */
const lostNotes = async (conversation: Conversation, order: string, before: Told): Promise<Lost | undefined> => {
  const texts = textsOf(before)
  if (!before.accepted || texts.length === 0) return undefined
  const after = await ask(conversation, 'getNotes', { order, soft: true })
  return after.accepted && texts.some((text) => !textsOf(after).includes(text)) ? { texts, after } : undefined
}

const textsOf = ({ body }: Told): readonly Json[] => listIn(body, 'notes').map(({ text = null }) => text)

type Lost = { readonly texts: readonly Json[]; readonly after: Told }

type Afterwards = {
  readonly second: Told
  readonly after: Told
  readonly members: readonly string[]
  readonly lostNotes: Lost | undefined
}

const isUnchanged = (conversation: Conversation, before: Told, { second, after, members, lostNotes }: Afterwards) => {
  const changed = members.find((member) => JSON.stringify(before.body[member]) !== JSON.stringify(after.body[member]))
  if (second.accepted && changed === undefined)
    return open(conversation.session.id(conflictFacet), 'the second submit was not refused')
  if (after.accepted && changed === undefined && lostNotes)
    return claim(conversation, lostNotes.after.exchange, {
      requirement: conflictFacet,
      holds: false,
      message: 'The refused submit took notes from the order that has the number',
      at: '/notes',
      expected: JSON.stringify(lostNotes.texts),
      received: textsOf(lostNotes.after),
    })
  return claim(conversation, after.exchange, {
    requirement: conflictFacet,
    holds: after.accepted && changed === undefined,
    message: 'The refused submit changed the order that has the number',
    at: changed === undefined ? 'status' : `/${changed}`,
    expected: changed === undefined ? '200' : (JSON.stringify(before.body[changed]) ?? ''),
    received: changed === undefined ? after.status : after.body[changed],
  })
}

const onOrder =
  (facets: readonly string[], asked: (conversation: Conversation, order: string) => Asked) =>
  async (conversation: Conversation): Promise<Asked | undefined> => {
    const order = await sharedOrder(conversation, facets)
    return order === undefined ? undefined : { ...asked(conversation, order), order }
  }

const partCases = (session: Session): readonly Case[] => {
  const facets = (operation: string, type: string) => [facetOf(session, operation, type)]
  const part = (
    id: string,
    operation: string,
    expected: Expected,
    asked: (conversation: Conversation, order: string) => Asked,
  ): Case =>
    attempt(session, id, {
      operation,
      title: `${operation}: ${expected.what.toLowerCase()}`,
      expected,
      asked: onOrder(facets(operation, expected.type), asked),
    })
  const method = 'assay-no-such-method'
  const withMethod = (conversation: Conversation) => ({
    body: cardRequest(conversation, { amount: 0.01, holder: 'Assay', method }),
  })
  const noMethod = {
    type: 'InvalidPaymentMethodIdException',
    what: 'An unknown payment method',
    values: { paymentMethodId: method },
  }
  return [
    part(
      'unknown-note',
      'removeNote',
      { type: 'NoteNotFoundException', what: 'An unknown note', values: { noteId: `${unknown}-note` } },
      () => ({ note: `${unknown}-note` }),
    ),
    part('unknown-method', 'addPaymentInstrument', noMethod, withMethod),
    attempt(session, 'unknown-method', {
      operation: 'updatePaymentInstrument',
      title: 'updatePaymentInstrument: an unknown payment method',
      expected: noMethod,
      asked: async (conversation) => {
        const type = 'InvalidPaymentMethodIdException'
        const known = await addedInstrument(conversation, facets('updatePaymentInstrument', type))
        return known && { ...known, ...withMethod(conversation) }
      },
    }),
    part(
      'unknown-stored',
      'addPaymentInstrument',
      {
        type: 'PaymentInstrumentNotFoundException',
        what: 'An unknown customer payment instrument',
        values: { paymentInstrumentId: `${unknown}-stored` },
      },
      () => ({ body: { customer_payment_instrument_id: `${unknown}-stored`, amount: 0.01 } }),
    ),
    part(
      'unknown-instrument',
      'updatePaymentInstrument',
      {
        type: 'PaymentInstrumentNotFoundException',
        what: 'An unknown payment instrument',
        values: { paymentInstrumentId: `${unknown}-instrument` },
      },
      (conversation) => ({
        instrument: `${unknown}-instrument`,
        body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
      }),
    ),
    attempt(session, 'invalid-number', {
      operation: 'addPaymentInstrument',
      title: 'addPaymentInstrument: an order number that is blank',
      expected: {
        type: 'InvalidOrderNumberException',
        what: 'A blank order number',
      },
      asked: async (conversation) => ({
        order: ' ',
        body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
        soft: true,
      }),
    }),
    maskedCase(session),
  ]
}

/** An instrument that was just added, and the order it belongs to. */
const addedInstrument = async (
  conversation: Conversation,
  facets: readonly string[],
): Promise<Pick<Asked, 'order' | 'instrument'> | undefined> => {
  const order = await sharedOrder(conversation, facets)
  if (order === undefined) return undefined
  const added = await addInstrument(conversation, { order, amount: 0.01, what: 'known', facets })
  return added && { order, instrument: added.id }
}

const maskedType = 'PaymentInstrumentPermanentlyMaskedException'

const maskedCase = (session: Session): Case =>
  attempt(session, 'masked', {
    operation: 'updatePaymentInstrument',
    title: 'updatePaymentInstrument: an instrument that is permanently masked',
    expected: { type: maskedType, what: 'A masked instrument' },
    asked: async (conversation) => {
      const { orderNo, maskedPaymentInstrumentId: instrument } = session.spec.fixtures
      if (typeof orderNo === 'string' && typeof instrument === 'string')
        return {
          order: orderNo,
          instrument,
          body: cardRequest(conversation, { amount: 0.01, holder: 'Assay' }),
        }
      const { status } = rowOf(conversation, 'updatePaymentInstrument', maskedType)
      conversation.note(
        untried(
          session.id(`updatePaymentInstrument/error.${status}/${maskedType}`),
          'needs a masked instrument: give --fixture orderNo=… and --fixture maskedPaymentInstrumentId=…',
        ),
      )
      return undefined
    },
  })

const foreignFacet = 'getOrder/foreign-order'

const customerCases = (session: Session): readonly Case[] => [
  attempt(session, 'foreign-order', {
    operation: 'getPaymentMethods',
    title: "getPaymentMethods of another customer's order",
    expected: {
      type: 'InvalidCustomerException',
      what: "Another customer's order",
      ...(isJwt(session) ? {} : { mayAccept: oauth }),
    },
    asked: async (conversation) => {
      const order = session.spec.fixtures['foreignOrderNo']
      if (typeof order === 'string') return { order }
      const facet = facetOf(session, 'getPaymentMethods', 'InvalidCustomerException')
      lacks(conversation, [facet], "needs another customer's order: give --fixture foreignOrderNo=…")
      return undefined
    },
  }),
  story(session, {
    id: 'errors/getOrder/foreign-order',
    title: "another customer's order",
    about: [foreignFacet],
    run: async (conversation) => {
      const order = session.spec.fixtures['foreignOrderNo']
      if (typeof order !== 'string')
        return lacks(conversation, [foreignFacet], "needs another customer's order: give --fixture foreignOrderNo=…")
      const told = await ask(conversation, 'getOrder', { order, soft: true })
      const requirement = session.id(foreignFacet)
      const { accepted, reason } = await anchorOf(session, session.operation('getOrder'), providers)
      if (told.status === 404)
        return conversation.note(accepted ? kept(requirement, told.exchange.id) : open(requirement, reason))
      if (told.accepted && !isJwt(session)) return conversation.note(open(requirement, oauth.reason))
      // The same credentials read an order of their own: a 403 is about this one.
      const judge = accepted ? plainClaim : claim
      conversation.note(
        judge(conversation, told.exchange, {
          requirement: foreignFacet,
          holds: false,
          message: told.accepted ? "Another customer's order is shown" : `It is answered ${told.status}`,
          at: 'status',
          expected: '404 OrderNotFoundException',
          received: told.status,
          ambiguities: [138],
        }),
      )
    },
  }),
]
