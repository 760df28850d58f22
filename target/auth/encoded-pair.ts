/** User name and password as RFC 7617 writes them, in UTF-8. */
export const encodedPair = (username: string, password: string): string =>
  Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
