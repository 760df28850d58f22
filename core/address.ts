/** What a person types to name one promise of a report, or one of its findings. */
export type Address = {
  /** Id of a requirement or of a case. */
  readonly id: string
  /** Which finding of it, from 1. */
  readonly place?: number
}

/** Plain ASCII, so that it can be typed, pasted and linked; the first finding has the address of its requirement. */
export const addressOf = (requirement: string, place: number): string =>
  `${ascii(requirement)}${place > 1 ? `@${place}` : ''}`

const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]+/g, (some) => encodeURIComponent(some.replace(/\p{Cs}/gu, '\ufffd')))

export const readAddress = (text: string): Address => {
  const [, id = text, place] = /^(.*?)(?:@([1-9]\d{0,4}))?$/s.exec(text) ?? []
  return { id: decoded(id), ...(place === undefined ? {} : { place: Number(place) }) }
}

/** Only what `ascii` writes: a case may have a per cent sign of its own. */
const decoded = (text: string): string =>
  text.replace(/(?:%[89A-F][\dA-F])+/g, (some) => {
    try {
      return decodeURIComponent(some)
    } catch {
      return some
    }
  })
