import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isObject } from '../core/json.ts'
import { sha256 } from '../core/sha256.ts'
import { Refusal } from './refusal.ts'

/** How often the checks of a build were seen to turn red when they had to: scripts/assurance.mjs measures it. */
export type Assurance = {
  readonly schema: 'assay.assurance/1'
  readonly contract: string
  /** Of the contract. */
  readonly digest: string
  /** Of the build that was measured. */
  readonly harness: string
  readonly seed: number
  /** So many broken services were run: mutants of the contract, and faults written by hand. */
  readonly services: { readonly mutants: number; readonly faults: number }
  /** How the broken services were chosen of all that there are. */
  readonly chosen: string
  /** At how many of them each requirement failed or warned that passes at the whole one; ids below the contract. */
  readonly kills: Readonly<Record<string, number>>
}

export type Figures = { readonly assurance: Assurance; readonly digest: string }

const shipped = (contract: string): string => fileURLToPath(new URL(`assurance/${contract}.json`, import.meta.url))

/**
 * The figures that ship with this build, or those of a file.
 *
 * @throws Refusal where there are none, or they are of another build
 */
export const figuresOf = (
  contract: { readonly id: string; readonly digest: string },
  harness: string,
  file = shipped(contract.id),
): Figures => {
  if (!existsSync(file))
    throw new Refusal(
      `There are no assurance figures of ${contract.id}, by which the checks of this build could be trusted. ${howToMeasure(contract.id)}`,
    )
  const text = readFileSync(file, 'utf8')
  const assurance = assuranceIn(text)
  if (!assurance) throw new Refusal(`${file} holds no assurance figures.`)
  if (assurance.contract !== contract.id || assurance.digest !== contract.digest)
    throw new Refusal(`The assurance figures in ${file} are of another contract than ${contract.id} as it is here.`)
  if (assurance.harness !== harness)
    throw new Refusal(
      `The assurance figures of ${contract.id} are those of another build of the harness (${assurance.harness.slice(0, 12)}), and this is build ${harness.slice(0, 12)}. ${howToMeasure(contract.id)}`,
    )
  return { assurance, digest: sha256(text) }
}

/** The measuring script is no part of the package: who has that alone gets figures from whoever built it. */
const howToMeasure = (contract: string): string =>
  `In a checkout, node scripts/assurance.mjs ${contract} measures this build; --assurance FILE takes figures from elsewhere.`

const assuranceIn = (text: string): Assurance | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isAssurance(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isAssurance = (value: unknown): value is Assurance =>
  isObject(value) &&
  value['schema'] === 'assay.assurance/1' &&
  ['contract', 'digest', 'harness', 'chosen'].every((name) => typeof value[name] === 'string') &&
  isObject(value['services']) &&
  isObject(value['kills']) &&
  Object.values(value['kills']).every((count) => typeof count === 'number')

/**
 * The exact 95 % upper bound of how often a promise is broken, where none of so many exchanges broke it: a higher rate
 * would have shown with a chance of 19 in 20. It speaks of requests as this generator makes them, and of no others.
 */
export const upperBound = (observed: number): number =>
  observed === 0 ? 1 : Math.ceil((1 - 0.05 ** (1 / observed)) * 1e6) / 1e6
