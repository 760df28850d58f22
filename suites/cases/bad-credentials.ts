import { nowhere, type Placement } from '../../core/auth.ts'
import type { Call } from '../request.ts'

export const credentialFlaws = ['missing', 'empty', 'malformed', 'unknown'] as const
export type CredentialFlaw = (typeof credentialFlaws)[number]

type Without = Pick<Call, 'authorization'> | { readonly credentials: Placement }

/**
 * What a call carries that credentialFlaws credentials: in the scheme of the target's own, but with values that nobody issued.
 * Where the target's are no Authorization header, each header and parameter that they put on is empty or unknown.
 */
export const badCredentials = (flaw: CredentialFlaw, own: Placement): Without => {
  const { Authorization: header, ...headers } = own.headers
  const isElsewhere = header === undefined && Object.keys({ ...headers, ...own.query }).length > 0
  if (!isElsewhere) return { authorization: (header?.startsWith('Basic ') ? basic : bearer)[flaw] }
  switch (flaw) {
    case 'missing':
      return { credentials: nowhere }
    case 'empty':
      return { credentials: replaced(own, '') }
    case 'malformed':
      return { authorization: bearer.malformed }
    case 'unknown':
      return { credentials: replaced(own, 'assay-unknown-key') }
  }
}

/** What is sent in place of the credentials; null sends no header at all. None of these values was ever issued. */
const bearer: Readonly<Record<CredentialFlaw, string | null>> = {
  missing: null,
  empty: 'Bearer ',
  malformed: 'Basic bm9ib2R5Om5vdGhpbmc=',
  unknown: 'Bearer assay-unknown-token',
}

const basic: Readonly<Record<CredentialFlaw, string | null>> = {
  missing: null,
  empty: 'Basic ',
  malformed: 'Bearer assay-unknown-token',
  unknown: 'Basic bm9ib2R5Om5vdGhpbmc=',
}

const replaced = ({ headers, query }: Placement, value: string): Placement => ({
  headers: mapped(headers, (name, was) => (name === 'Cookie' ? was.replace(/=.*/s, `=${value}`) : value)),
  query: mapped(query, () => value),
})

const mapped = (
  values: Readonly<Record<string, string>>,
  to: (name: string, value: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(name, value)]))
