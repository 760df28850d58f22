import { isUtf8 } from 'node:buffer'
import { expect, test } from 'vitest'
import { detectMutant, mutationSubjectOf, runMutant } from '../cli/mutation.ts'
import { rehearsed } from '../mutants/layer.ts'
import { mutantsOf } from '../mutants/mutants.ts'
import { crayon } from '../reference/crayon/crayon.ts'

test('a mutant that few cases meet is detected by these alone, as the whole run detects it', async () => {
  const subject = await mutationSubjectOf(crayon, 1)
  const { contract, recorded, casesOf } = subject
  // What is no text does not read as it was written.
  const texts = recorded.filter(({ call }) => isUtf8(Buffer.from(call.sent.body)))
  expect(texts.length).toBeGreaterThan(recorded.length * 0.9)
  expect(texts.flatMap(({ call }) => (casesOf(call.sent).length === 0 ? [call.sent] : []))).toEqual([])
  const mutants = mutantsOf(contract)
  const seldom = []
  for (const mutant of mutants.filter(({ operator }) => operator === 'request/class-refused')) {
    const { met } = await rehearsed(contract, mutant, recorded)
    if (met.length > 0 && met.length < 10) seldom.push(mutant)
    if (seldom.length === 2) break
  }
  expect(seldom).toHaveLength(2)
  for (const mutant of seldom) {
    const [few, all] = [await detectMutant(subject, mutant), await runMutant(subject, mutant)]
    expect(few.requests).toBeLessThan(all.requests / 4)
    expect(few.detected.length).toBeGreaterThan(0)
    const known = all.detected.map(({ requirement }) => requirement)
    expect(few.detected.filter(({ requirement }) => !known.includes(requirement))).toEqual([])
  }
})

test('a mutant that nothing detects was looked for by the whole run', async () => {
  const subject = await mutationSubjectOf(crayon, 1)
  const [mutant] = mutantsOf(subject.contract)
  const idle = { ...mutant, apply: (call, { forward }) => forward(call.sent) } as typeof mutant
  const run = idle && (await detectMutant(subject, idle))
  expect(run).toMatchObject({ detected: [], tally: { changed: 0 } })
  expect(run?.requests).toBeGreaterThan(500)
})
