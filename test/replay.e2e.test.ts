// A failure from nothing but the report: its script or curl line, its recorded requests, and the test that is printed of it.
import { type ChildProcess, spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
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
  // A script may be longer than an argument may be.
  const file = join(newFolder(), 'again.sh')
  writeFileSync(file, `sleep() { :; }\n${text}`)
  const { stdout, status } = spawnSync('bash', [file], {
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

/** The same member of the other elements of its list: what others added before moves an element. */
const elsewhere = (body: unknown, path: readonly string[]): readonly string[] => {
  const depth = path.findLastIndex((_, index) => Array.isArray(at(body, path.slice(0, index))))
  const list = depth < 0 ? [] : (at(body, path.slice(0, depth)) as readonly unknown[])
  return list.map((element) => JSON.stringify(at(element, path.slice(depth + 1))))
}

/** Why a finding is not seen again; undefined where it is. What a server makes up anew is compared by its type. */
const difference = (finding: FindingReport, contract: ContractReport, served: Served): string | undefined => {
  const exchange = contract.exchanges[finding.exchange]
  const recorded = exchange && replyOf(exchange)
  const now = shown(finding.script ?? finding.curl.replaceAll(contract.target, served.url), served)
  const place = `${finding.exchange} ${finding.at}`
  if (!recorded) return now.exit === 0 ? `${place}: a whole reply, ${now.status}` : undefined
  if (now.status !== recorded.status) return `${place}: ${now.status}, not ${recorded.status}`
  if (!finding.at.startsWith('/')) return undefined
  const path = fromPointer(finding.at)
  const [before, after] = [recorded.body, now.body].map((text) => at(json(text), path))
  const isSame =
    JSON.stringify(before) === JSON.stringify(after) ||
    elsewhere(json(now.body), path).includes(JSON.stringify(before)) ||
    (typeOf(before) === typeOf(after) && /\d|[[{]/.test(JSON.stringify(before)))
  return isSame ? undefined : `${place}: ${JSON.stringify(after)}, not ${JSON.stringify(before)}`
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
  [
    'ocapi-shop',
    [
      'used-baskets-stay',
      'duplicates-overwrite',
      'chosen-orders-are-lost',
      'new-orders-are-open',
      'notes-stay',
      'notes-lose-their-text',
      'note-link-missing',
      'removeNote-NoteNotFound-without-noteId',
    ],
  ],
]

describe.each(faulty)('%s with faults', (contract, faults) => {
  test('shows every finding again by its script or curl line, at a server that has never seen the run', async () => {
    const contractReport = await runAgainst(contract, await serve(contract, faults), newFolder())
    await stop()
    const other = await serve(contract, faults)
    // A script takes nothing from a reply in XML, such as the number of an order that was made so.
    const findings = findingsOf(contractReport).filter(
      ({ curl, exchange }) => curl !== '' && !exchange.startsWith('flow/alike/'),
    )
    expect(findings.length).toBeGreaterThan(5)
    expect(findings.filter(({ steps }) => steps).length).toBeGreaterThan(0)
    expect(findings.flatMap((finding) => difference(finding, contractReport, other) ?? [])).toEqual([])
    // And it is not said of a server that keeps the contract.
    await stop()
    const healthy = await serve(contract, [])
    // Where two replies differ, the last of them may be the right one.
    const ofOne = findings.filter(({ message }) => !message.includes('otherwise'))
    const gone = ofOne.filter((finding) => difference(finding, contractReport, healthy) !== undefined)
    expect(gone.length / ofOne.length).toBeGreaterThan(0.5)
  })
})

const main = fileURLToPath(new URL('..', import.meta.url))

/** The exit code of vitest with the test in `folder`, which finds packages as a user's own repository does. */
const vitest = (folder: string, { url, token }: Served): number | null =>
  spawnSync(process.execPath, [join(main, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ASSAY_TARGET: url, ASSAY_TOKEN: token },
    timeout: 60_000,
  }).status

const replayed: readonly [string, string, string][] = [
  ['a violation that is accepted', 'dkhardware', 'ignores-referenceId-maxLength'],
  ['a member of another type, after set-up', 'dkhardware', 'payload-total-boolean'],
  ['a member that an error has too', 'dkhardware', 'drops-status'],
  ['a secret in a reply', 'dkhardware', 'token-in-refusal'],
  ['a member that is missing', 'ocapi-shop', 'note-link-missing'],
  ['an order that is lost', 'ocapi-shop', 'chosen-orders-are-lost'],
  ['a note that stays', 'ocapi-shop', 'notes-stay'],
  ['an error of another type', 'ocapi-shop', 'getOrder-tells-another-type-than-OrderNotFound'],
]

describe.each(replayed)('%s', (_, contract, fault) => {
  test('is replayed verbatim and as a test: red as long as it is broken, green when it is mended', async () => {
    const folder = newFolder()
    symlinkSync(join(main, 'node_modules'), join(folder, 'node_modules'))
    const contractReport = await runAgainst(contract, await serve(contract, [fault]), folder)
    await stop()
    const [finding] = findingsOf(contractReport).filter(({ ambiguities }) => ambiguities.length === 0)
    const again = (served: Served, ...args: readonly string[]) =>
      assay(['replay', `out/report.json#${finding?.replay}`, '--verbatim', '--target', served.url, ...args], {
        folder,
        env: { ASSAY_TOKEN: served.token },
      })

    const broken = await serve(contract, [fault])
    const first = await again(broken, '--test', 'again.test.ts')
    expect(first.stdout + first.stderr).toContain(`test: again.test.ts\nIt fails at ${broken.url} too.\n`)
    expect({ replay: first.code, test: vitest(folder, broken) }).toEqual({ replay: 1, test: 1 })
    expect((await again(broken, '--test', 'again.test.ts')).code).toBe(2)
    await stop()

    const mended = await serve(contract, [])
    const second = await again(mended)
    expect(second.stdout).toContain(
      `It does not fail at ${mended.url}. Whether it still does at ${contractReport.target} was not`,
    )
    expect(second.stdout).toContain("import request from 'supertest'")
    expect({ replay: second.code, test: vitest(folder, mended) }).toEqual({ replay: 0, test: 0 })
    // What was refused for its credentials was not tried.
    for (const token of ['', 'another-token']) expect(vitest(folder, { ...mended, token })).toBe(1)
  })
})

test('a replay without the credentials of the run, or at a server that asks for leave, says so', async () => {
  const folder = newFolder()
  const served = await serve('dkhardware', ['ignores-referenceId-maxLength'])
  const contractReport = await runAgainst('dkhardware', served, folder)
  const [finding] = contractReport.requirements
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap(({ findings }) => findings)
  const reference = `out/report.json#${finding?.replay}`
  const bare = await assay(['replay', reference, '--verbatim'], { folder })
  expect(bare).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('carries $ASSAY_TOKEN: give those credentials.'),
  })
  const elsewhere = await assay(['replay', reference, '--verbatim', '--target', 'https://api.example.com'], { folder })
  expect(elsewhere).toMatchObject({ code: 2, stderr: expect.stringContaining('Pass --allow-writes') })
})
