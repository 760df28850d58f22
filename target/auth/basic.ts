import { type Credentials, fixed } from './credentials.ts'

/** RFC 7617, in UTF-8. The encoded form gives the password away, so it is as secret. */
export const basic = (username: string, password: string): Credentials => {
  const encoded = encodedPair(username, password)
  return fixed(
    { headers: { Authorization: `Basic ${encoded}` }, query: {} },
    { $ASSAY_BASIC: encoded, $ASSAY_PASSWORD: password },
  )
}

export const encodedPair = (username: string, password: string): string =>
  Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
