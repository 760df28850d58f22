// Members that a target takes alone and refuses together: no document says so, and the report names them.
import { expect, test } from 'vitest'
import { mutationSubjectOf, runMutant } from '../cli/mutation.ts'
import { mutantsOf, namedIn } from '../mutants/mutants.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'

test('two optional members that are refused together are blamed together, and nothing else is', async () => {
  const subject = await mutationSubjectOf(dkhardware, 1)
  const mutants = mutantsOf(subject.contract)
  const [one] = mutants.filter(
    ({ id }) => id.startsWith('request/createOrder/') && id.endsWith('/together/pair-refused'),
  )
  const { detected } = await runMutant(subject, namedIn(subject.contract, mutants, one?.id ?? ''))
  const failed = detected.filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement)
  // The mutant refuses with a body of its own, which is none of the documented form.
  expect(failed.filter((id) => !id.includes('/response.400/'))).toEqual(['dkhardware/createOrder/response.200/status'])
})
