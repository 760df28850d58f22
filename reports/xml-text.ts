/** The text without the characters that XML 1.0 cannot hold. */
export const xmlCharacters = (text: string): string =>
  [...text].filter((character) => isXml(character.codePointAt(0) ?? 0)).join('')

/** Text for content and attributes of XML. */
export const xmlText = (text: string): string =>
  xmlCharacters(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const isXml = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000
