// What is said to be kept was seen in an exchange that could have broken it; what was not tried was seen in none.
import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { references } from '../reference/references.ts'
import { reportOn } from './harness.ts'
import { startWithSpec } from './reference-spec.ts'

describe.each(references)('of the whole register of $contract', (reference) => {
  test('every pass has an exchange that could have broken it, and what is untested has none', async () => {
    const { spec, close } = await startWithSpec(reference)
    const report = await reportOn(spec, await loadContract(reference.contract)).finally(close)
    const [contract] = report.contracts
    const requirements = contract?.requirements ?? []
    const ids = (wanted: (one: (typeof requirements)[number]) => boolean) =>
      requirements.filter(wanted).map(({ id }) => id)
    expect({
      errors: contract?.errors,
      passesUnseen: ids(({ verdict, observed = 0 }) => verdict === 'pass' && observed === 0),
      untestedButSeen: ids(({ verdict, observed = 0 }) => verdict === 'untested' && observed > 0),
      // No more exchanges than were sent could have broken anything; a pass that many cases saw adds them up.
      impossible: ids(({ observed = 0 }) => observed > report.run.requests),
    }).toEqual({ errors: [], passesUnseen: [], untestedButSeen: [], impossible: [] })
    expect(ids(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(requirements.length / 2)
  })
})
