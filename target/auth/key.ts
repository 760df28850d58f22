import type { Auth, Placement } from '../../core/auth.ts'
import { type Credentials, fixed } from './credentials.ts'

type Key = Extract<Auth, { readonly kind: 'key' }>

/** A key in a header, the query or a cookie. */
export const key = (given: Key): Credentials => fixed(placed(given), { $ASSAY_API_KEY: given.value })

const placed = ({ in: where, name, value }: Key): Placement => {
  switch (where) {
    case 'header':
      return { headers: { [name]: value }, query: {} }
    case 'query':
      return { headers: {}, query: { [name]: value } }
    case 'cookie':
      return { headers: { Cookie: `${name}=${value}` }, query: {} }
  }
}
