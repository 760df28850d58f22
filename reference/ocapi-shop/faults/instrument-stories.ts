import type { Story } from './story.ts'

const flow = (name: string): string => `flow/${name}`
const instruments = flow('sequences/instruments')
const hidden = (member: string): readonly string[] =>
  ['addPaymentInstrument', 'updatePaymentInstrument'].map(
    (operation) => `${operation}/security/hidden/payment_card/${member}`,
  )
const needsCard = (operation: string): string => `${operation}/request/payment_card/needed-for-credit-card`

/** What the service does with payment instruments across calls, and the promise that breaks. */
export const instrumentStories: readonly Story[] = [
  [
    'payments share an id',
    'Payment instruments over half of an order have one id',
    flow('instruments/ids-differ'),
    [
      // The second of them is not known from the first.
      flow('instruments/amount-kept'),
      flow('instruments/added/payment_bank_account.holder'),
      ...[
        'card_type',
        'holder',
        'expiration_month',
        'expiration_year',
        'valid_from_month',
        'valid_from_year',
        'issue_number',
      ].map((one) => flow(`instruments/added/payment_card.${one}`)),
    ],
  ],
  [
    'the third instrument is refused',
    'Of three payment instruments of a story the third is refused',
    'addPaymentInstrument/response.200/status',
  ],
  [
    'accounts are not updated',
    'An instrument with a bank account cannot be updated',
    'updatePaymentInstrument/response.200/status',
  ],
  ['accounts are not shown', 'Of a bank account nothing is told', flow('instruments/account-shown')],
  ['a part of a card is all', 'What an update does not say of a card is lost', flow('instruments/partial-update')],
  ['card numbers stay', 'Another card number is not taken', flow('instruments/updated')],
  [
    'a card of null is one',
    'CREDIT_CARD is taken with a card of null',
    needsCard('addPaymentInstrument'),
    [needsCard('updatePaymentInstrument')],
  ],
  [
    'codes stand in tokens',
    'The token of a card ends with its security code',
    flow('instruments/security-code-hidden'),
  ],
  [
    'short card numbers are told',
    'Numbers of cards with less than 16 digits are told',
    'updatePaymentInstrument/security/hidden/payment_card/number',
    hidden('number').slice(0, 1),
  ],
  [
    'unknown stored cards update nothing',
    'An update with an unknown stored instrument is taken',
    'updatePaymentInstrument/error.404/PaymentInstrumentNotFoundException',
  ],
  [
    'cents are cut off',
    'Amounts are multiplied and cut: 1.15 is 1.14',
    flow('instruments/updated'),
    [flow('instruments/amount-kept')],
  ],
  [
    'stored cards take another method',
    'Beside a stored instrument another method is considered',
    flow('instruments/stored-ignores-the-rest'),
  ],
  [
    'names of methods are trimmed',
    'A payment method is taken with a blank behind its name',
    'addPaymentInstrument/error.400/InvalidPaymentMethodIdException',
    // What is shown is the name without it.
    [flow('instruments/amount-kept')],
  ],
  [
    'names of methods are in any case',
    'A payment method is taken by its name in small letters',
    'addPaymentInstrument/error.400/InvalidPaymentMethodIdException',
    [flow('instruments/amount-kept')],
  ],
  [
    'custom properties of instruments are cut',
    'Of a custom property of a payment instrument half is kept',
    flow('instruments/updated'),
  ],
  [
    'states are not compared',
    'States that are out of date are taken',
    flow('resource-state/stale-refused'),
    [flow('resource-state/stale-refused-at-instrument')],
  ],
  [
    'states of instruments are not compared',
    'An instrument is updated with a state that is out of date',
    flow('resource-state/stale-refused-at-instrument'),
  ],
  ['twelve cents are lost', 'An instrument of 12 cents is not kept', flow('instruments/listed')],
  ['twelve cents are thirteen', 'An instrument of 12 cents has 13', flow('instruments/amount-kept')],
  [
    'updates are lost',
    'What an update says of an instrument is not kept',
    flow('instruments/updated'),
    [
      instruments,
      flow('placing/update-covers'),
      flow('instruments/updated-from-stored'),
      ...['card_type', 'expiration_month', 'expiration_year'].map((one) =>
        flow(`instruments/updated/payment_card.${one}`),
      ),
    ],
  ],
  ['instruments stay', 'Instruments cannot be removed', flow('instruments/removed'), [instruments]],
  ['instruments go together', 'With an instrument another one is removed', flow('instruments/others-untouched')],
  [
    'removals take two',
    'With an instrument others of the same caller are removed',
    instruments,
    ['removing', 'updating'].map((change) => flow(`instruments/${change}-leaves-the-rest`)),
  ],
  [
    'cards are not needed',
    'CREDIT_CARD is taken without a card',
    needsCard('addPaymentInstrument'),
    [needsCard('updatePaymentInstrument')],
  ],
  [
    'stored cards are not read',
    'A stored instrument is added without its data',
    flow('instruments/stored-is-resolved'),
  ],
  [
    'stored cards do not replace',
    'An instrument that is updated with a stored one keeps its own card',
    flow('instruments/updated-from-stored'),
  ],
  [
    'stored cards are not enough',
    'Beside a stored instrument the rest is considered',
    flow('instruments/stored-ignores-the-rest'),
  ],
  [
    'numbers are stored',
    'The full number of a card is told',
    flow('instruments/number-hidden'),
    [flow('instruments/masked'), ...hidden('number')],
  ],
  [
    'security codes are stored',
    'The security code of a card is told',
    flow('instruments/security-code-hidden'),
    hidden('security_code'),
  ],
  ['last digits are three', 'The last three digits of a card are shown by themselves', flow('instruments/masked')],
  ['masks show eight', 'Eight digits of a card are shown', flow('instruments/masked')],
  [
    'unknown instruments crash',
    'Removing an unknown instrument brings the service down',
    'removePaymentInstrument/unknown-instrument',
  ],
  [
    'payment does not place',
    'An order that is paid stays at created',
    flow('placing/amount-covers'),
    [flow('placing/two-instruments')],
  ],
]
