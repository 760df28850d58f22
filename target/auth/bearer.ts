import { type Credentials, fixed } from './credentials.ts'
import { nearSecrets } from './near-misses.ts'

/** RFC 6750, 2.1. */
export const bearer = (token: string): Credentials =>
  fixed({ headers: { Authorization: `Bearer ${token}` }, query: {} }, { $ASSAY_TOKEN: token, ...nearSecrets(token) })
