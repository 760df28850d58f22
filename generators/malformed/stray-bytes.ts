import { strayText } from '../../core/bytes.ts'

/** Bytes that are no UTF-8, and what stands for them in a text. */
export type StrayBytes = { readonly id: string; readonly what: string; readonly text: string }

/** What decoders are known to let through, each in its own way. */
export const strayBytes: readonly StrayBytes[] = [
  { id: 'no-character', what: 'a byte that no character has', text: strayText(0xff) },
  { id: 'too-long', what: 'a slash written in two bytes', text: strayText(0xc0, 0xaf) },
  { id: 'half-pair', what: 'half of a surrogate pair', text: strayText(0xed, 0xa0, 0x80) },
  { id: 'cut-short', what: 'a character without its last byte', text: strayText(0xe2, 0x82) },
]
