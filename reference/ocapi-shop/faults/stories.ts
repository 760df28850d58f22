import { instrumentStories } from './instrument-stories.ts'
import { leavesTheRest } from './reads-back.ts'
import type { Story } from './story.ts'
import { type Row, type Switch, slipping, switchesOf } from './switch.ts'

const flow = (name: string): string => `flow/${name}`
const notes = flow('sequences/notes')
const xmlNotes = 'addNote/format/xml-request'
const keptNotes = ['text-kept', 'subject-kept'].map((name) => flow(`notes/${name}`))

/** What the service does across calls, and the promise that breaks. */
const stories: readonly Story[] = [
  ...instrumentStories,
  [
    'used baskets stay',
    'A basket can be submitted again',
    flow('submit/basket-is-gone'),
    [flow('race/one-basket-one-order')],
  ],
  ...(
    [
      ['ids of baskets are trimmed', 'A basket is found by its id with a blank behind it'],
      ['ids of baskets are in any case', 'A basket is found by its id in capitals'],
    ] as const
  ).map(
    ([slip, title]): Story => [
      slip,
      title,
      'submitBasket/error.404/BasketNotFoundException',
      ['submitBasketWithOrderNo/error.404/BasketNotFoundException'],
    ],
  ),
  [
    'chosen numbers are given again',
    'A basket becomes an order under a number that a caller chose before',
    flow('submit/orders-differ'),
  ],
  [
    'notes share an id',
    'Notes without a subject have one id',
    flow('notes/ids-differ'),
    ['reads-are-stable', 'refused-requests-change-nothing'].map((name) => flow(`notes/${name}`)),
  ],
  [
    'numbers are its own',
    'An order gets another number than was asked for',
    flow('chosen-number/order-has-it'),
    [
      flow('race/one-number-one-order'),
      flow('chosen-number/order-is-found'),
      'submitBasketWithOrderNo/error.409/DuplicateOrderNumberException',
    ],
  ],
  [
    'chosen orders are lost',
    'An order under a chosen number is not kept',
    flow('chosen-number/order-is-found'),
    [flow('race/one-number-one-order'), 'submitBasketWithOrderNo/error.409/DuplicateOrderNumberException'],
  ],
  [
    'duplicates overwrite',
    'A submit that is refused resets the order that has the number',
    flow('chosen-number/conflict-changes-nothing'),
    // It may be read before and after.
    [flow('order/reads-are-stable')],
  ],
  [
    'new orders are open',
    'A new order is said to stand at open',
    flow('submit/status-created'),
    [
      flow('update/refusal-changes-nothing'),
      flow('submit/order-reads-back'),
      flow('chosen-number/order-reads-back'),
      // What was submitted in XML is compared with the order that is read.
      'submitBasket/format/xml-reply',
      'submitBasketWithOrderNo/format/xml-reply',
      flow('update/placed-order-moves-on'),
      // Where nothing was read in between, the note is the first to show it.
      flow('notes/adding-leaves-the-rest'),
    ],
  ],
  [
    'baskets are considered',
    'The currency of the request is told in the order',
    flow('submit/other-properties-ignored'),
  ],
  [
    'chosen baskets are considered',
    'The currency of the request is told in an order under a chosen number',
    flow('chosen-number/other-properties-ignored'),
  ],
  [
    'customers of baskets are considered',
    'The email of the request is told in an order under a chosen number',
    flow('chosen-number/other-properties-ignored'),
  ],
  [
    'refused submits make orders',
    'A submit of an unknown basket is refused, and its number has an order all the same',
    'getOrder/error.404/OrderNotFoundException',
  ],
  [
    'statuses clear custom properties',
    'With a status set alone the custom properties are gone',
    flow('update/custom-properties-survive'),
  ],
  ['long custom properties are cut', 'A custom property is cut after 200 characters', flow('update/custom-properties')],
  [
    'reads are counted',
    'Every read tells something else',
    flow('order/reads-are-stable'),
    [flow('order/refused-requests-change-nothing')],
  ],
  ['failing is refused', 'A new order cannot be set to failed', flow('update/created-to-failed')],
  [
    'status is not kept',
    'A status that was set is told, but not kept',
    flow('update/status-reads-back'),
    [flow('update/failed-is-final'), flow('update/cancelled-is-final'), flow('update/order-reads-back')],
  ],
  [
    'refused status is kept',
    'A status that is refused is kept all the same',
    flow('update/refusal-changes-nothing'),
    // What is tried next begins at another status.
    [flow('submit/order-reads-back'), 'updateOrder/error.400/StatusTransitionNotPossibleException'],
  ],
  [
    'any status is taken',
    'A new order can be set to any status',
    'updateOrder/error.400/StatusTransitionNotPossibleException',
  ],
  [
    'new orders can be opened',
    'A new order can be set to open',
    'updateOrder/error.400/StatusTransitionNotPossibleException',
  ],
  [
    'custom properties of baskets are considered',
    'A custom property of the request is one of the order',
    flow('submit/other-properties-ignored'),
    [flow('chosen-number/other-properties-ignored')],
  ],
  [
    'other custom properties go',
    'With one custom property set the other ones are gone',
    flow('update/custom-properties-survive'),
  ],
  ['true is no text', 'The word true is no text in a custom property', flow('update/custom-properties')],
  ['parts of orders are writable', 'The site_id can be set', flow('update/other-properties'), leavesTheRest],
  ['long numbers are cut', 'A number of the caller is cut after 40 characters', flow('chosen-number/order-has-it')],
  [
    'made-up custom properties go',
    'A custom property goes when one of another type is set',
    flow('update/custom-properties-survive'),
  ],
  ['a plus is a blank', 'A plus in a number of the caller is a blank', flow('chosen-number/order-has-it')],
  [
    'placed orders are not exported',
    'An order that is placed is not prepared for export',
    flow('placing/prepared-for-export'),
  ],
  ['failed orders are placed', 'A failed order that is paid is placed', flow('placing/failed-stays')],
  [
    'refused updates are kept',
    'The amount of an update with an unknown method is kept',
    flow('order/refused-requests-change-nothing'),
  ],
  [
    'numbers may end otherwise',
    'An order is found by its number with a letter behind it',
    'getOrder/error.404/OrderNotFoundException',
    [flow('order/replies-name-the-order')],
  ],
  [
    'of two custom properties one is set',
    'Of two custom properties in one request the first one is set',
    flow('update/custom-properties'),
  ],
  [
    'gift codes are told',
    'The code of a gift certificate comes back',
    'addPaymentInstrument/security/hidden/gift_certificate_code',
    ['updatePaymentInstrument/security/hidden/gift_certificate_code'],
  ],
  ['failed orders are completed', 'A failed order can be completed', flow('update/failed-is-final')],
  [
    'skipping updates places',
    'An order is placed by an update without authorization',
    flow('placing/skip-authorization'),
  ],
  [
    'placed orders stay',
    'The status of a placed order cannot be set',
    flow('update/placed-order-moves-on'),
    [flow('update/placed-order-is-cancelled')],
  ],
  [
    'placed orders go back',
    'A placed order can be set back to created',
    flow('update/placed-order-stays-placed'),
    [flow('update/placed-order-moves-on')],
  ],
  [
    'completed orders go back',
    'A completed order can be set back to created',
    flow('update/placed-order-stays-placed'),
  ],
  [
    'new orders can be completed with more',
    'A new order can be completed where more than the status is given',
    'updateOrder/error.400/StatusTransitionNotPossibleException',
  ],
  ['orders with notes do not fail', 'An order with a note cannot be set to failed', flow('update/created-to-failed')],
  [
    'notes unplace orders',
    'A note sets a placed order back to created',
    flow('notes/adding-leaves-the-rest'),
    [flow('update/placed-order-moves-on')],
  ],
  ['the third note is refused', 'An order takes no third note', 'addNote/response.200/status'],
  ['failed orders revive', 'A failed order can be opened', flow('update/failed-is-final')],
  ['cancelled orders revive', 'A cancelled order can be opened', flow('update/cancelled-is-final')],
  ['custom properties are lost', 'Custom properties are not kept', flow('update/custom-properties')],
  ['custom properties fade', 'Custom properties are lost by the next change', flow('update/custom-properties-survive')],
  ['order total is writable', 'The order_total can be set', flow('update/other-properties'), leavesTheRest],
  ['channel is a marketplace', 'After an update the channel type is marketplace', flow('update/channel-type')],
  ['states are always stale', 'The current state is called out of date', flow('resource-state/current-accepted')],
  [
    'stale updates are kept',
    'An update with a state that is out of date is refused, and kept all the same',
    flow('order/refused-requests-change-nothing'),
  ],
  [
    'state headers are not compared',
    'States in the header are not looked at',
    flow('resource-state/stale-header-refused'),
  ],
  ['notes are lost', 'Notes are not kept', flow('notes/listed'), [notes, ...keptNotes]],
  ['notes lose their text', 'Notes are cut after 20 characters', flow('notes/text-kept'), [xmlNotes]],
  ['notes stay', 'Notes cannot be removed', flow('notes/removed'), [notes]],
  ['notes go together', 'With a note the next one is removed', flow('notes/others-untouched'), [notes]],
  ['empty notes crash', 'An empty note brings the service down', flow('notes/empty-note')],
  ['the third note is dropped', 'Every third note is not kept', notes, [flow('notes/listed'), ...keptNotes, xmlNotes]],
  ['a note told again is one', 'A second note with the subject and text of another is dropped', flow('notes/listed')],
  ['numbers are of 32 bits', 'A custom number wraps at 32 bits', flow('update/custom-properties')],
  ['updates do not place', 'An order that is paid by an update stays at created', flow('placing/update-covers')],
  ['a cent less places', 'An order is placed for a cent less than its total', flow('placing/amount-too-small')],
  ['not skipping skips', 'skip_authorization=false is taken for true', flow('placing/skip-authorization')],
  ['skipping places', 'An order is placed without authorization', flow('placing/skip-authorization')],
  [
    'methods are empty',
    'No payment method is listed',
    flow('methods/given-method-is-listed'),
    [flow('methods/open-amount')],
  ],
]

export const storyFaults: readonly Switch[] = switchesOf(
  'state',
  stories.map(
    ([slip, title, requirement, also]): Row => ({
      id: slip.replaceAll(' ', '-'),
      title,
      requirement,
      ...(also ? { also } : {}),
      hooks: slipping(slip),
    }),
  ),
)
