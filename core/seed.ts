import { createHash } from 'node:crypto'
import { sha256 } from './sha256.ts'

/** A 32-bit seed that depends on every part and on nothing else. */
export const seedOf = (...parts: readonly (string | number)[]): number =>
  createHash('sha256').update(JSON.stringify(parts)).digest().readInt32BE(0)

/** Lower-case letters and digits, `length` of them, that depend on every part. */
export const tokenOf = (length: number, ...parts: readonly (string | number)[]): string => {
  const digits = sha256(JSON.stringify(parts))
  return BigInt(`0x${digits}`).toString(36).padStart(length, '0').slice(-length)
}
