// Services that keep no contract. None may be found conformant, and none may be credited with what it cannot keep.
import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { matchesGlob } from '../core/glob.ts'
import { reportOn } from './harness.ts'
import { crayon } from './null-services/crayon.ts'
import { dkhardware } from './null-services/dkhardware.ts'
import { json } from './null-services/null-service.ts'
import { ocapiShop } from './null-services/ocapi-shop.ts'
import { shopctrl } from './null-services/shopctrl.ts'
import { specFor } from './reference-spec.ts'
import { startRecorder } from './servers/recorder.ts'

/** Those that answer do so at once, so that one that does not is not waited for long. */
const timeoutMs = 1_000

describe.each([dkhardware, crayon, ocapiShop, shopctrl])('$contract', ({ contract: id, fixtures, services }) => {
  const runAgainst = async (baseUrl: string) => {
    const target = { baseUrl, token: 'null-token', headers: {}, timeoutMs, concurrency: 16 }
    return reportOn(specFor(id, target, { fixtures, settleMs: 200 }), await loadContract(id))
  }

  test.each(services)('a service that $name is $outcome, and credited with no more than that', async (service) => {
    const { baseUrl, close } = await startRecorder(service.answer)
    const { run, contracts } = await runAgainst(baseUrl)
    await close()

    const [report] = contracts
    const kept = report?.requirements.filter(({ verdict }) => verdict === 'pass').map((one) => one.id) ?? []
    expect({
      outcome: run.outcome,
      saidFirst: report?.unusable?.cause.replace(/\d+ requests.*/, 'N requests'),
      undeserved: kept.filter(
        (one) => ![...service.mayKeep, ...(service.byChance ?? [])].some((glob) => matchesGlob(glob, one)),
      ),
      unused: service.mayKeep.filter((glob) => !kept.some((one) => matchesGlob(glob, one))),
      errors: report?.errors,
    }).toEqual({
      outcome: service.outcome,
      saidFirst: service.saidFirst,
      undeserved: [],
      unused: [],
      errors: [],
    })
  })

  test('a service that nobody runs is unusable, and nothing is said of it', async () => {
    const { baseUrl, close } = await startRecorder(() => json(200, {}))
    await close()
    const { run, contracts } = await runAgainst(baseUrl)
    const verdicts = new Set(contracts[0]?.requirements.map(({ verdict }) => verdict))
    expect({ outcome: run.outcome, verdicts }).toEqual({
      outcome: 'unusable',
      verdicts: new Set(['inconclusive', 'untested']),
    })
  })
})
