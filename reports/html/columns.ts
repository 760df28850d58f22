/** A kind of case: what one column of the matrix holds. Error columns are called by their status. */
export type Column = string

const first = ['Success', 'Fields']
const last = ['Credentials', 'Protocol', 'Flows']

const columnOfFacet: Readonly<Record<string, Column>> = {
  request: 'Fields',
  event: 'Fields',
  auth: 'Credentials',
  scope: 'Credentials',
  protocol: 'Protocol',
  transport: 'Protocol',
  security: 'Protocol',
}

/** The column of a requirement: its id reads `<contract>/<operation>/<facet>/…`. */
export const columnOf = (id: string): Column => {
  const [, operation, facet = ''] = id.split('/')
  if (operation === 'flow') return 'Flows'
  const [, kind, status = ''] = facet.match(/^(response|error)\.(\w+)$/) ?? []
  if (kind === 'response') return /^[123]/.test(status) ? 'Success' : status
  if (kind === 'error') return status
  return columnOfFacet[facet] ?? 'Flows'
}

/** In the order of the matrix: success and fields, the error cases by status, then what holds for every operation. */
export const inOrder = (columns: Iterable<Column>): readonly Column[] => {
  const all = new Set(columns)
  const statuses = [...all].filter((column) => !first.includes(column) && !last.includes(column)).sort()
  return [...first, ...statuses, ...last].filter((column) => all.has(column))
}
