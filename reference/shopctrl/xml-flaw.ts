/** What makes a text no XML that the parser in use lets pass; undefined where nothing does. */
export const xmlFlaw = (text: string): string | undefined => {
  if ([...text].some((one) => one < ' ' && !'\t\n\r'.includes(one))) return 'a control character'
  if (/<!--(?:(?!-->)[\s\S])*?--(?!>)/.test(text)) return 'two dashes in a comment'
  const plain = text.replace(
    /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>/g,
    '',
  )
  const isDeclared = /<!DOCTYPE/.test(text)
  for (const [, name = ''] of plain.matchAll(/&([^;<]*);/g)) {
    const digits = /^#(?:(\d+)|x([\da-fA-F]+))$/.exec(name)
    if (digits && Number.parseInt(digits[1] ?? digits[2] ?? '', digits[1] ? 10 : 16) === 0) return 'the character 0'
    if (!digits && !isDeclared && !/^(?:lt|gt|amp|quot|apos)$/.test(name)) return `the entity ${name}`
  }
  const prefix = [...plain.matchAll(/<\/?([A-Za-z_][\w.-]*):/g)]
    .map(([, one = '']) => one)
    .find((one) => !plain.includes(`xmlns:${one}=`))
  if (prefix !== undefined) return `the prefix ${prefix}`
  return rootsOf(plain) > 1 ? 'two roots' : undefined
}

const rootsOf = (text: string): number => {
  let depth = 0
  let roots = 0
  for (const [, end, , empty] of text.matchAll(/<(\/?)([A-Za-z_][^\s/>]*)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/g)) {
    if (depth === 0 && end === '') roots += 1
    depth += end === '/' ? -1 : empty === '/' ? 0 : 1
  }
  return roots
}
