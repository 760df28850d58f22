import { sha256 } from '../../core/sha256.ts'

type Part = string | number

/** A UUID that depends on every part and on nothing else. */
export const uuidOf = (...parts: readonly Part[]): string => {
  const hex = digest(parts)
  // Version 5 is "made from a name by SHA-1"; version 8 would be exact, but many a parser does not know it yet.
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** A number of exactly `length` digits, as text, that depends on every part. */
export const digitsOf = (length: number, ...parts: readonly Part[]): string => {
  const lowest = 10n ** BigInt(length - 1)
  return String(lowest + (BigInt(`0x${digest(parts)}`) % (9n * lowest)))
}

const digest = (parts: readonly Part[]): string => sha256(JSON.stringify(parts))
