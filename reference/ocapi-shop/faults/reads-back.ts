const submits = ['submit', 'chosen-number']
const changes = [
  'update/order-reads-back',
  'notes/order-reads-back',
  'notes/order-reads-back-after-removal',
  'instruments/order-reads-back',
  'instruments/order-reads-back-after-update',
  'instruments/order-reads-back-after-removal',
]

/** What compares an order that was told before a change with the one told after it. */
export const leavesTheRest: readonly string[] = [
  'flow/update/leaves-the-rest',
  ...['adding', 'removing'].map((change) => `flow/notes/${change}-leaves-the-rest`),
  ...['adding', 'updating', 'removing'].map((change) => `flow/instruments/${change}-leaves-the-rest`),
]

/** All that compares an order as it was told with the one that is read. */
export const readsBack: readonly string[] = [
  ...submits.map((story) => `flow/${story}/order-reads-back`),
  ...changes.map((story) => `flow/${story}`),
  ...leavesTheRest,
]
