import type { Sent } from '../reports/har.ts'
import { bodies } from './bodies.ts'
import { linesIn } from './evidence.ts'
import { outlineOf } from './outline.ts'

/**
 * Every exchange of a run, as files of evidence hold it: one after another, each with its body, as the files may be long.
 *
 * @throws UsageError where a file is no evidence of one run
 */
export async function* everyExchangeIn(paths: readonly string[]): AsyncGenerator<Sent> {
  for (const path of paths) {
    const whole = bodies(new Set((await outlineOf(path)).above.values()))
    for await (const line of linesIn(path))
      if (line.kind === 'exchange') yield { contract: line.contract, exchange: whole(line) }
  }
}
