const special = /[.+^${}()|[\]\\]/g

/** Whether a requirement id matches a glob: `*` stays within one step, `**` crosses steps, `?` is one character. */
export const matchesGlob = (glob: string, id: string): boolean => toRegExp(glob).test(id)

const toRegExp = (glob: string): RegExp => {
  const source = glob
    .replace(special, '\\$&')
    .replace(/\*\*|\*|\?/g, (token) => (token === '**' ? '.*' : token === '*' ? '[^/]*' : '[^/]'))
  return new RegExp(`^${source}(?:/.*)?$`)
}
