/** The page's name of a requirement's place; a fragment leads there. */
export const requirementAnchor = (id: string): string => named(`req-${id}`)

/** The page's name of a cell of the matrix, spelled out. */
export const groupAnchor = (contract: string, operation: string, column: string): string =>
  named(`cell-${contract}/${operation}/${column}`)

/** The page's name of an exchange that shows what passed. */
export const sampleAnchor = (contract: string, exchange: string): string => named(`seen-${contract}/${exchange}`)

export const fragment = (anchor: string): string => `#${encodeURI(anchor)}`

/** An id holds no blanks, and a fragment no half characters. */
const named = (text: string): string =>
  text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => `~${character.charCodeAt(0).toString(16)}`)
