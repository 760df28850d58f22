const special = /[.+^${}()|[\]\\]/g

/** Whether a requirement id matches a glob: `*` stays within one step, `**` crosses steps, `?` is one character. */
export const matchesGlob = (glob: string, id: string): boolean => {
  const before = known.get(glob)
  const pattern = before ?? toRegExp(glob)
  if (!before) known.set(glob, pattern)
  return pattern.test(id)
}

/** Each is asked about many ids. */
const known = new Map<string, RegExp>()

/** Whether ids match a glob themselves, and not by a step above them. */
export const exactGlobMatcher = (glob: string): ((id: string) => boolean) => {
  const pattern = toRegExp(glob, '')
  return (id) => pattern.test(id)
}

const toRegExp = (glob: string, below = '(?:/.*)?'): RegExp => {
  const source = glob
    .replace(special, '\\$&')
    .replace(/\*\*|\*|\?/g, (token) => (token === '**' ? '.*' : token === '*' ? '[^/]*' : '[^/]'))
  return new RegExp(`^${source}${below}$`)
}
