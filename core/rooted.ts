/**
 * A path as it may stand behind a base URL. One that does not begin with a slash would change the host: behind
 * `http://a`, `@b` is a name, and `.b` the rest of one.
 */
export const rooted = (path: string): string => (path.startsWith('/') ? path : `/${path}`)
