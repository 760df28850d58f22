import { type Credentials, fixed } from './credentials.ts'
import { encodedPair } from './encoded-pair.ts'
import { nearPairSecrets } from './near-misses.ts'

/** RFC 7617, in UTF-8. The encoded form gives the password away, so it is as secret. */
export const basic = (username: string, password: string): Credentials => {
  const encoded = encodedPair(username, password)
  return fixed(
    { headers: { Authorization: `Basic ${encoded}` }, query: {} },
    { $ASSAY_BASIC: encoded, $ASSAY_PASSWORD: password, ...nearPairSecrets(username, password) },
  )
}
