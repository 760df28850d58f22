import { parentPort, workerData } from 'node:worker_threads'
import { certify } from '../certify/certify.ts'
import { Refusal } from '../certify/refusal.ts'
import { verifyBundle } from '../certify/verify.ts'
import { loadContract } from '../contracts/load.ts'
import type { CertifyMessage, CertifyWork } from './certify-apart.ts'

/** The thread that certifies: tells each case, and then how it came out. What else goes wrong ends it with an error. */
const certified = async ({ stop, assurance, ...asked }: CertifyWork): Promise<CertifyMessage> => {
  const flag = new Int32Array(stop)
  const { spec, folder, harness } = asked
  try {
    const made = await certify({
      ...asked,
      contract: await loadContract(spec.contract),
      onCase: (id, done, of) => tell({ kind: 'case', id, done, of }),
      isStopped: () => Atomics.load(flag, 0) !== 0,
    })
    const seen = await verifyBundle(folder, {
      harness,
      now: new Date(),
      ...(assurance === undefined ? {} : { assurance }),
    })
    return seen.kind === 'rejected'
      ? { kind: 'unverified', why: `${seen.stage}: ${seen.why}` }
      : { kind: 'certified', ...made }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', why: error.message, code: error.code }
    throw error
  }
}

const tell = (one: CertifyMessage): void => parentPort?.postMessage(one)

certified(workerData).then(tell, (error: Error) =>
  // An error within a promise would leave the other side waiting.
  queueMicrotask(() => {
    throw error
  }),
)
