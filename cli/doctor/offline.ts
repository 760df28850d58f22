import type { MissingFixture } from '../../suites/missing-fixtures.ts'
import { lackText, listenAdvice } from '../lack-text.ts'
import type { Line } from './line.ts'

/** What can be known without a request: consent, fixtures and events. */
export const offlineLines = (unconsented: readonly string[], missing: readonly MissingFixture[]): readonly Line[] => [
  consentLine(unconsented),
  ...fixtureLines(missing.filter(({ name }) => name !== 'webhook')),
  ...eventLines(missing.filter(({ name }) => name === 'webhook')),
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
    : missing.map((one) => ({
        check: 'fixtures',
        sign: 'warn',
        text: lackText(one),
        advice: `Give --fixture ${one.name}=… or fixtures.${one.name}.`,
      }))

/** That nobody listens is no lack of a value. */
const eventLines = (missing: readonly MissingFixture[]): readonly Line[] =>
  missing.map((one) => ({
    check: 'events',
    sign: 'warn',
    text: lackText(one),
    advice: `${listenAdvice.charAt(0).toUpperCase()}${listenAdvice.slice(1)}, and subscribe the target to that port.`,
  }))
