import { type Credentials, fixed } from './credentials.ts'

/** RFC 6750, 2.1. */
export const bearer = (token: string): Credentials =>
  fixed({ headers: { Authorization: `Bearer ${token}` }, query: {} }, { $ASSAY_TOKEN: token })
