import { counted } from '../../reports/counted.ts'
import type { MissingFixture } from '../../suites/missing-fixtures.ts'
import type { Line } from './line.ts'

/** What can be told without a request: consent and fixtures. */
export const offlineLines = (unconsented: readonly string[], missing: readonly MissingFixture[]): readonly Line[] => [
  consentLine(unconsented),
  ...fixtureLines(missing),
]

const consentLine = (unconsented: readonly string[]): Line =>
  unconsented.length === 0
    ? { check: 'consent', sign: 'ok', text: 'a run may write, or has nothing to write' }
    : {
        check: 'consent',
        sign: 'bad',
        text: `a run would write with ${unconsented.join(', ')}, which is not consented to`,
        advice: 'Set target.allowWrites or pass --allow-writes, if this is a sandbox or staging server of yours.',
      }

const fixtureLines = (missing: readonly MissingFixture[]): readonly Line[] =>
  missing.length === 0
    ? [{ check: 'fixtures', sign: 'ok', text: 'every fixture of the contract is given, or made by the run' }]
    : missing.map(({ name, untested, operations }) => ({
        check: 'fixtures',
        sign: 'warn',
        text: `${name} is not given: ${[
          ...(untested > 0
            ? [`${counted(untested, 'requirement')} ${untested === 1 ? 'stays' : 'stay'} untested`]
            : []),
          ...(operations.length > 0 ? [`${operations.join(', ')} may be refused with a made-up value`] : []),
        ].join('; ')}`,
        advice:
          name === 'webhook'
            ? 'Give --webhook-port to run, and subscribe the target to it.'
            : `Give --fixture ${name}=… or fixtures.${name}.`,
      }))
