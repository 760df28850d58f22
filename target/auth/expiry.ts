import { isObject } from '../../core/json.ts'
/** When a token expires, in milliseconds since the epoch: as the server says, else as the token itself does if it is a JWT. */
export const expiryOf = (token: string, expiresInSeconds: number | undefined, now: number): number | undefined => {
  if (expiresInSeconds !== undefined) return now + expiresInSeconds * 1000
  const seconds = claims(token)['exp']
  return typeof seconds === 'number' ? seconds * 1000 : undefined
}

/** The claims of a JWT (RFC 7519), unverified; none of any other token. */
const claims = (token: string): Readonly<Record<string, unknown>> => {
  const [, payload, signature] = token.split('.')
  if (payload === undefined || signature === undefined) return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return isObject(read) ? read : {}
  } catch {
    return {}
  }
}
