import { freshFixtures } from '../schemas/fixtures.ts'
import { loadContract } from '../schemas/load.ts'
import { examine } from './doctor/doctor.ts'
import { doctorCode, lineText } from './doctor/line.ts'
import { loadConfig } from './load-config.ts'
import { resolveSpec } from './resolve-spec.ts'
import { noFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

export type DoctorOptions = {
  readonly config?: string
  readonly profile?: string
  readonly target?: string
  readonly token?: string
  readonly header: readonly string[]
  readonly fixture: readonly string[]
  readonly timeout?: number
  readonly allowWrites?: true
  readonly json?: true
}

/** `assay doctor`: what a run would stumble over, and what to do about it. */
export const doctorCommand = async (named: string | undefined, options: DoctorOptions): Promise<number> => {
  const config = await loadConfig(options.config, process.cwd())
  const name = named ?? config.contract
  if (name === undefined) throw new UsageError('Which contract? Name one, or set contract in the configuration.')
  const contract = await loadContract(name)
  const { json, config: _, ...flags } = options
  const spec = await resolveSpec(name, {
    flags: { ...noFlags, ...flags },
    config,
    environment: process.env,
    fresh: freshFixtures(contract),
    // Fixtures that are made would be writes.
    dry: true,
  })
  const { baseUrl } = spec.target
  if (baseUrl === '')
    throw new UsageError('There is no target to examine: give --target URL, or a configuration with one.')
  const lines = await examine(contract, spec)
  const code = doctorCode(lines)
  process.stdout.write(
    json
      ? `${JSON.stringify({ contract: contract.id, target: baseUrl, ready: code === 0, lines }, null, 2)}\n`
      : `\n${contract.title} (${contract.id}) at ${baseUrl}\n${lines.map(lineText).join('')}\n${verdicts[code]}\n`,
  )
  return code
}

const verdicts = {
  0: 'Ready.',
  2: 'Something must be put right first (✗).',
  3: 'A run will work, but leave things untested or undecided (!).',
} as const
