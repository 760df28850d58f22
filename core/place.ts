/** The name of a place in a body, as requirement ids write it: `items[]/mpn`; the root is empty. */
export const placeOf = (path: readonly string[]): string =>
  path.reduce((place, step) => (step === '[]' ? `${place}[]` : place === '' ? step : `${place}/${step}`), '')

/** The path that a place is the name of. */
export const pathOf = (place: string): readonly string[] => place.split(/\/|(?=\[\])/).filter((step) => step !== '')

/** Whether a place lies in what stands at another. */
export const isWithin = (place: string, other: string): boolean =>
  place.startsWith(`${other}/`) || place.startsWith(`${other}[]`)

/** The place's path in an actual body, at the first element of every array. */
export const firstAt = (path: readonly string[]): (string | number)[] => path.map((step) => (step === '[]' ? 0 : step))
