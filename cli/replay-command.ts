import { randomBytes } from 'node:crypto'
import { terminal } from '../reports/terminal.ts'
import { fixtureFlags } from './fixture-flags.ts'
import { onInterrupt } from './interrupt.ts'
import { readReport } from './read-report.ts'
import { run } from './run.ts'
import { UsageError } from './usage-error.ts'

export type ReplayOptions = {
  readonly target?: string
  readonly config?: string
  readonly profile?: string
  readonly token?: string
  readonly header: readonly string[]
  readonly allowWrites?: true
}

/** `assay replay <report>#<case>`: 1 where the case still fails, 0 where it does not, 3 where that could not be seen. */
export const replayCommand = async (reference: string, options: ReplayOptions): Promise<number> => {
  const hash = reference.indexOf('#')
  if (hash < 1)
    throw new UsageError(`'${reference}' names no case: write <report.json>#<case>, as the report prints it.`)
  const [file, caseId] = [reference.slice(0, hash), reference.slice(hash + 1)]
  const report = await readReport(file)
  const contract = report.contracts.find(({ requirements }) =>
    requirements.some(({ findings }) => findings.some(({ replay }) => replay === caseId)),
  )
  if (!contract) throw new UsageError(`${file} holds no finding of a case '${caseId}'.`)
  const { settings } = contract
  const interrupt = onInterrupt()
  const again = await run(
    {
      contracts: [settings.contract],
      cases: [caseId],
      ...(options.config === undefined ? {} : { configFile: options.config }),
      // A fresh mark, so that what must be unique is not taken for its own duplicate.
      tag: randomBytes(3).toString('hex'),
      flags: {
        seed: report.run.seed,
        runs: settings.runs,
        reading: settings.reading,
        timeout: settings.timeoutMs,
        settle: settings.settleMs,
        only: [],
        allow: [],
        header: options.header,
        fixture: fixtureFlags(settings),
        ...(settings.reference && options.target === undefined ? {} : { target: options.target ?? contract.target }),
        ...(options.profile === undefined ? {} : { profile: options.profile }),
        ...(options.token === undefined ? {} : { token: options.token }),
        ...(options.allowWrites ? { allowWrites: true } : {}),
      },
      ...(settings.reference ? { faults: settings.reference } : {}),
    },
    {
      folder: process.cwd(),
      environment: process.env,
      onProgress: () => {},
      onNote: (text) => void process.stderr.write(`assay: ${text}\n`),
      onInterrupt: interrupt.whenAsked,
      isInterrupted: interrupt.isAsked,
    },
  )
  const spoken = again.contracts.map((one) => ({
    ...one,
    requirements: one.requirements.filter(({ verdict }) => verdict !== 'untested'),
  }))
  process.stdout.write(terminal({ ...again, contracts: spoken }, { color: process.stdout.isTTY === true, file }))
  const verdicts = spoken.flatMap(({ requirements }) => requirements.map(({ verdict }) => verdict))
  const fails = verdicts.includes('fail')
  const open = !fails && (verdicts.includes('inconclusive') || verdicts.length === 0)
  process.stdout.write(
    fails ? 'It still fails.\n' : open ? 'It could not be tried again.\n' : 'It does not fail any more.\n',
  )
  return fails ? 1 : open ? 3 : 0
}
