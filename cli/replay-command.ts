import { writeFile } from 'node:fs/promises'
import type { ContractReport } from '../core/report.ts'
import { summarize } from '../reports/build.ts'
import { counted } from '../reports/counted.ts'
import { terminal } from '../reports/terminal.ts'
import { vitestTest } from '../reports/vitest-test.ts'
import { hasColor } from './has-color.ts'
import { onInterrupt } from './interrupt.ts'
import { loadConfig } from './load-config.ts'
import { print, printPainted, tell } from './print.ts'
import { sourcesOf } from './recorded-contract.ts'
import type { Again, Place, Replay, Replayed, ReplayOptions } from './replay.ts'
import { placeOf, placeText, targetOf } from './replay-place.ts'
import { replayVerbatim } from './replay-verbatim.ts'
import { replayedOf, requestOf } from './replayed.ts'
import { run } from './run.ts'
import { UsageError } from './usage-error.ts'

/** `assay replay <report>#<case>`: 1 where the case still fails, 0 where it does not, 3 where that could not be seen. */
export const replayCommand = async (reference: string, options: ReplayOptions): Promise<number> => {
  const replayed = await replayedOf(reference, sourcesOf(options))
  const config = await loadConfig(options.config, process.cwd())
  const place = placeOf(replayed, { options, config, environment: process.env })
  const request = requestOf(replayed, options, place)
  for (const note of [placeText(place, replayed), ...place.notes]) tell(`assay: ${note}\n`)
  const again = await (options.verbatim ? replayVerbatim : replayCase)(replayed, { request, place })
  await tellTest(replayed, options)
  // Last, where it is looked for.
  print(`${sentence(again, place, replayed)}\n`)
  return { fails: 1, holds: 0, open: 3 }[again]
}

/** What another server does says nothing about that of the report. */
const sentence = (again: Again, { where, isElsewhere }: Place, { contract }: Replayed): string => {
  const here = where.kind === 'url' ? where.baseUrl : 'the embedded reference'
  switch (again) {
    case 'fails':
      return isElsewhere ? `It fails at ${here} too.` : 'It still fails.'
    case 'holds':
      return isElsewhere
        ? `It does not fail at ${here}. Whether it still does at ${targetOf(contract)} was not tried.`
        : 'It does not fail any more.'
    case 'open':
      return 'It could not be tried again.'
  }
}

const replayCase = async (replayed: Replayed, { request, place }: Replay): Promise<Again> => {
  const interrupt = onInterrupt()
  const again = await run(request, {
    folder: process.cwd(),
    environment: place.environment,
    onProgress: () => {},
    onNote: (text) => tell(`assay: ${text}\n`),
    onInterrupt: interrupt.whenAsked,
    isInterrupted: interrupt.isAsked,
  })
  const { file, isWholeCase } = replayed
  const tried = again.contracts.map((one) => ({
    ...one,
    requirements: one.requirements.filter(({ verdict }) => verdict !== 'untested'),
  }))
  const spoken = isWholeCase ? tried : tried.map((one) => only(replayed, one))
  printPainted(terminal({ ...again, contracts: spoken }, { color: hasColor(process), file }))
  if (!isWholeCase) tellOthers(replayed, tried)
  const verdicts = spoken.flatMap(({ requirements }) => requirements.map(({ verdict }) => verdict))
  if (verdicts.includes('fail') || (!isWholeCase && verdicts.includes('warn'))) return 'fails'
  return verdicts.includes('inconclusive') || verdicts.length === 0 ? 'open' : 'holds'
}

/** The finding that was asked for, and of its requirement what is at the same place, where there is such. */
const only = ({ requirement, finding }: Replayed, again: ContractReport): ContractReport => {
  const requirements = again.requirements
    .filter(({ id }) => id === requirement.id)
    .map((one) => {
      const same = one.findings.filter(({ at, message }) => at === finding.at && message === finding.message)
      const near = one.findings.filter(({ at }) => at === finding.at)
      return { ...one, findings: same.length > 0 ? same : near.length > 0 ? near : one.findings }
    })
  return { ...again, requirements, readings: [], summary: summarize(requirements) }
}

const tellOthers = ({ requirement, finding }: Replayed, tried: readonly ContractReport[]): void => {
  const others = tried
    .flatMap(({ requirements }) => requirements)
    .filter(({ id, verdict }) => id !== requirement.id && verdict === 'fail').length
  if (others > 0)
    print(
      `The same case fails ${counted(others, 'other requirement')} too: assay replay with #${finding.replay} shows all.\n`,
    )
}

/** What was received, as an event is, cannot be asked for by a test. */
const tellTest = async (replayed: Replayed, { test: file }: ReplayOptions): Promise<void> => {
  if (replayed.finding.curl === '') {
    print('There is no test to show it: nothing was sent, it was received.\n')
    return
  }
  const code = vitestTest(replayed)
  if (file === undefined) {
    print(`\nAs a test of your own, for vitest with supertest (--test FILE writes it):\n\n${code}\n`)
    return
  }
  await writeFile(file, code, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'EEXIST'
        ? `${file} exists: give another file with --test, or remove it first.`
        : `Cannot write ${file}: ${error.message}.`,
    )
  })
  print(`test: ${file}\n`)
}
