import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Ambiguity } from '../core/ambiguity.ts'
import { matchesGlob } from '../core/glob.ts'
import { ambiguities, ambiguitiesOfContract } from './ambiguities.ts'
import type { Contract } from './contract.ts'
import { builtIn, loadContract } from './load.ts'

const all = ambiguities()
const contracts = await Promise.all(builtIn().map((name) => loadContract(name)))
const holdsBoth = all.filter((one) => one.resolution === 'both')

const citedIn = ({ requirements }: Contract): ReadonlySet<number> =>
  new Set(requirements.flatMap((requirement) => requirement.ambiguities))

const flows = fileURLToPath(new URL('../suites/flows/', import.meta.url))

/** Numbers that a story names in its findings, by contract. */
const citedInFlows = (contract: string): readonly number[] =>
  readdirSync(`${flows}${contract}`)
    .map((file) => readFileSync(`${flows}${contract}/${file}`, 'utf8'))
    .flatMap((text) => [...text.matchAll(/ambiguit(?:y|ies): (?:\[([\d, ]+)\]|(\d+))/g)])
    .flatMap(([, many, one]) => (many ?? one ?? '').split(',').map(Number))

test('no number is missing, and none is there twice', () => {
  expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 206 }, (_, index) => index + 1))
})

test('every question is short, and every resolution says what it must', () => {
  const lacking = (one: Ambiguity): boolean =>
    one.question.split(' ').length > 20 ||
    (one.resolution === 'both' ? one.strict === '' || one.wide === '' : (one.why ?? '') === '')
  expect(all.filter(lacking).map(({ number }) => number)).toEqual([])
})

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  test('every number it cites is in the list as its own', () => {
    const own = new Set(ambiguitiesOfContract(id).map(({ number }) => number))
    const cited = [...citedIn(contract), ...citedInFlows(id)]
    expect([...new Set(cited)].filter((number) => !own.has(number))).toEqual([])
  })

  test('every number whose readings it holds is cited by a requirement or a story', () => {
    const cited = new Set([...citedIn(contract), ...citedInFlows(id)])
    const missing = holdsBoth.filter(({ contracts: touched, number }) => touched.includes(id) && !cited.has(number))
    expect(missing.map(({ number }) => number)).toEqual([])
  })

  test('the requirements that tell a reading are there and cite the number', () => {
    const own = holdsBoth.filter(({ contracts: touched }) => touched.length === 1 && touched.includes(id))
    const wrong = own.flatMap(({ number, by = [] }) =>
      by
        .filter(
          (glob) =>
            !contract.requirements.some(
              (one) => matchesGlob(`${id}/${glob}`, one.id) && one.ambiguities.includes(number),
            ),
        )
        .map((glob) => `${number}: ${glob}`),
    )
    expect(wrong).toEqual([])
  })
})

test('numbers that refer to others refer to some that are there', () => {
  const unknown = all.flatMap((one) => (one.resolution === 'see' ? one.see.filter((number) => number > 206) : []))
  expect(unknown).toEqual([])
})
