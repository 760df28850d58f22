/**
 * The bytes of a text in UTF-8. A lone surrogate from U+DC80 to U+DCFF, which UTF-8 cannot write, stands for the one
 * byte of its last two digits: so a text holds bytes that are no UTF-8.
 */
export const bytesOf = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(strays)
      .map((part, index) =>
        index % 2 === 0 ? Buffer.from(part) : Buffer.from([...part].map((one) => one.charCodeAt(0) & 0xff)),
      ),
  )

/** What stands in a text for bytes that are no UTF-8. */
export const strayText = (...bytes: readonly number[]): string =>
  String.fromCharCode(...bytes.map((byte) => 0xdc00 | byte))

export const hasStrays = (text: string): boolean => strays.test(text)

/** With `u`, halves of a pair are no match. */
export const strays = /([\udc80-\udcff]+)/u
