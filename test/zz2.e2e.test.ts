import { test } from 'vitest'
import { loadContract } from '../schemas/load.ts'
import { specFor, startWithSpec } from './reference-spec.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import { runCases } from '../suites/run-cases.ts'
test('x', async () => {
  const contract = await loadContract('dkhardware')
  const { spec, close } = await startWithSpec(dkhardware)
  const { results } = await runCases(spec, contract)
  await close()
  for (const q of contract.requirements.filter((r) => r.testedBy.kind === 'violation')) {
    const by = results.filter((r) => r.evidence.some((e) => e.requirement === q.id && e.verdict !== 'untested')).map((r) => r.id)
    if (by.length > 0 && !by.some((id) => /violation|parameter|auth|protocol|optional/.test(id)) && !q.id.endsWith('optional')) console.log('ONLY', q.level, q.id, by.join(' '))
  }
})
