// A failure from nothing but the report: its script or curl line, its recorded requests, and the test that is printed of it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { replyOf } from '../core/exchange.ts'
import { at, fromPointer, typeOf } from '../core/json.ts'
import type { ContractReport, FindingReport, Report } from '../core/report.ts'
import { assay, newFolder, start } from './cli.ts'

type Served = { readonly url: string; readonly token: string; readonly fixtures: readonly string[] }

const serving: ChildProcess[] = []
const stop = async (): Promise<void> => {
  await Promise.all(
    serving.splice(0).map((child) => {
      const over = new Promise((resolve) => child.once('close', resolve))
      child.kill()
      return over
    }),
  )
}
afterEach(stop)

/** `assay serve`, as its output tells. */
const serve = (contract: string, faults: readonly string[], port = '0'): Promise<Served> =>
  new Promise((resolve, reject) => {
    const args = [
      'serve',
      contract,
      ...(port === '0' ? [] : ['--port', port]),
      ...faults.flatMap((one) => ['--fault', one]),
    ]
    const child = start(args, { folder: newFolder() })
    serving.push(child)
    let said = ''
    child.stderr?.on('data', (text) => reject(new Error(String(text))))
    child.stdout?.on('data', (text) => {
      said += text
      if (!said.includes('Ctrl-C')) return
      resolve({
        url: / at ([^\s,]+)/.exec(said)?.[1] ?? '',
        token: /token: (.*)/.exec(said)?.[1] ?? '',
        fixtures: [...said.matchAll(/^fixture (\S+): (.*)$/gm)].flatMap(([, name, value]) => [
          '--fixture',
          `${name}=${value}`,
        ]),
      })
    })
  })

const runAgainst = async (contract: string, served: Served, folder: string): Promise<ContractReport> => {
  const args = ['run', contract, '--target', served.url, '--seed', '3', '--runs', '4', '--quiet', '--report', 'json']
  await assay([...args, ...served.fixtures, '--out', 'out'], { folder, env: { ASSAY_TOKEN: served.token } })
  const report = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8')) as Report
  return report.contracts[0] as ContractReport
}

const findingsOf = ({ requirements }: ContractReport): readonly FindingReport[] =>
  requirements.flatMap(({ findings }) => findings)

/** Status and body of the last reply that a shell's curl shows. */
const shown = (text: string, { url, token }: Served) => {
  const { stdout, status } = spawnSync('bash', ['-c', `sleep() { :; }\n${text}`], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ASSAY_TOKEN: token, ASSAY_TARGET: url },
    timeout: 20_000,
  })
  const head = [...stdout.matchAll(/^HTTP\/1\.1 (\d+)/gm)].at(-1)
  const body = stdout
    .slice(head?.index ?? 0)
    .replaceAll('\r\n', '\n')
    .split('\n\n')
    .slice(1)
    .join('\n\n')
  return { status: Number(head?.[1] ?? 0), body, exit: status }
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Why a finding is not seen again; undefined where it is. What a server makes up anew is compared by its type. */
const difference = (finding: FindingReport, contract: ContractReport, served: Served): string | undefined => {
  const exchange = contract.exchanges[finding.exchange]
  const recorded = exchange && replyOf(exchange)
  const now = shown(finding.script ?? finding.curl.replaceAll(contract.target, served.url), served)
  const told = `${finding.exchange} ${finding.at}`
  if (!recorded) return now.exit === 0 ? `${told}: a whole reply, ${now.status}` : undefined
  if (now.status !== recorded.status) return `${told}: ${now.status}, not ${recorded.status}`
  if (!finding.at.startsWith('/')) return undefined
  const [before, after] = [recorded.body, now.body].map((text) => at(json(text), fromPointer(finding.at)))
  const isSame =
    JSON.stringify(before) === JSON.stringify(after) ||
    (typeOf(before) === typeOf(after) && /\d|[[{]/.test(JSON.stringify(before)))
  return isSame ? undefined : `${told}: ${JSON.stringify(after)}, not ${JSON.stringify(before)}`
}

const faulty: readonly [string, readonly string[]][] = [
  [
    'dkhardware',
    [
      'ignores-referenceId-maxLength',
      'payload-total-boolean',
      'token-in-refusal',
      'text-errors',
      'accepts-unknown-token-at-requestPayment',
    ],
  ],
  ['ocapi-shop', faultsOfShop()],
]

function faultsOfShop(): readonly string[] {
  return ['used-baskets-stay', 'duplicates-overwrite', 'chosen-orders-are-lost', 'new-orders-are-open']
}

describe.each(faulty)('%s with faults', (contract, faults) => {
  test('shows every finding again by its script or curl line, at a server that has never seen the run', async () => {
    const told = await runAgainst(contract, await serve(contract, faults), newFolder())
    await stop()
    const other = await serve(contract, faults)
    const findings = findingsOf(told).filter(({ curl }) => curl !== '')
    expect(findings.length).toBeGreaterThan(5)
    expect(findings.filter(({ steps }) => steps).length).toBeGreaterThan(0)
    expect(findings.flatMap((finding) => difference(finding, told, other) ?? [])).toEqual([])
    // And it is not said of a server that keeps the contract.
    await stop()
    const healthy = await serve(contract, [])
    const gone = findings.filter((finding) => difference(finding, told, healthy) !== undefined)
    expect(gone.length / findings.length).toBeGreaterThan(0.5)
  })
})
