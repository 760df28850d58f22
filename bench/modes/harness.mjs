// The real thing, in process: every planned case of the contract, with so many random requests an operation.
import { contractName, load, token } from './subject.mjs'

export const open = async ({ dist, baseUrl, concurrency }) => {
  const { loadContract } = await load(dist, 'contracts/load.js')
  const { runCases } = await load(dist, 'suites/run-cases.js')
  const contract = await loadContract(contractName)
  let seed = 0
  return async (runs) => {
    seed += 1
    const { counts, errors } = await runCases(
      {
        contract: contractName,
        target: { baseUrl, token, headers: {}, timeoutMs: 10_000, concurrency },
        seed,
        tag: `bench${seed}`,
        runs,
        only: [],
        level: 'may',
        reading: 'lenient',
        allow: ['write'],
        fixtures: {},
        settleMs: 1_000,
      },
      contract,
    )
    if (errors.length > 0) throw new Error(errors[0])
    return counts.answered
  }
}
