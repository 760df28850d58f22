import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Ambiguity } from '../core/ambiguity.ts'

/** All that the documents leave open, by number. */
export const ambiguities = (): readonly Ambiguity[] =>
  parse(readFileSync(new URL('../schemas/ambiguities.yaml', import.meta.url), 'utf8'))

/** Those that touch a contract that ships; other contracts number their own. */
export const ambiguitiesOfContract = (contract: string): readonly Ambiguity[] =>
  ambiguities().filter(({ contracts }) => contracts.includes(contract))
