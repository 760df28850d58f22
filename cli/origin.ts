/** Scheme, host and port of a URL; the text itself where it is none. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)
