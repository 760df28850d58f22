/** What is wrong with the credentials of a call. */
export type CredentialFlaw = 'missing' | 'empty' | 'malformed' | 'unknown'

/** What is wrong with a bearer token; undefined where nothing is. `between` stands between scheme and token. */
export const bearerFlaw = (
  authorization: string | null,
  token: string,
  between: ' ' | ' +' = ' +',
): CredentialFlaw | undefined => {
  if (authorization === null || authorization.trim() === '') return 'missing'
  if (/^bearer\s*$/i.test(authorization)) return 'empty'
  const given = new RegExp(`^Bearer${between}(\\S+)$`, 'i').exec(authorization)?.[1]
  if (given === undefined) return 'malformed'
  return given === token ? undefined : 'unknown'
}
