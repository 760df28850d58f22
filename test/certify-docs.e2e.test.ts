// docs/certify.md as it is written, in an empty folder with nothing but the package: against a second server.
import { execFile, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFiles } from '../certify/bundle.ts'
import { freePort } from '../cli/free-port.ts'
import { assay, newFolder } from './cli.ts'
import { install, pack } from './package.ts'
import { cancelledOrderId, payableOrderId, startSecondDkHardware } from './servers/dkhardware.ts'
import { stampedFigures } from './stamped-figures.ts'

const guide = readFileSync(new URL('../docs/certify.md', import.meta.url), 'utf8')
const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const token = 'a-canary-of-the-docs-4711'
const webhookSecret = 'second-secret-4711'

/** Without it, no independent program looks at the signature: the test is skipped, and says so. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

let project: string
let port: number
let url: string
let close: () => Promise<void>

beforeAll(async () => {
  project = install(pack())
  const figures = join(project, 'node_modules/assay/dist/certify/assurance')
  mkdirSync(figures, { recursive: true })
  await stampedFigures('dkhardware', figures)
  port = await freePort()
  const server = await startSecondDkHardware({
    webhookUrl: `http://127.0.0.1:${port}/`,
    webhookSecret,
    systemErrorFor: '900001',
    statusValidation400: true,
  })
  close = () => server.close()
  url = server.baseUrl
})

afterAll(() => close())

type Ended = { readonly code: number; readonly said: string }

/** A block as it stands; only the server's addresses are those of today. */
const shell = (text: string): Promise<Ended> => {
  const script = text
    .replaceAll('http://127.0.0.1:8080', url)
    .replaceAll('--webhook-port 8181', `--webhook-port ${port}`)
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: project, ASSAY_TOKEN: token, npm_config_update_notifier: 'false' }
    execFile('sh', ['-e', '-c', script], { cwd: project, env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })
}

const block = (holding: string): string => {
  const found = blocks.find((text) => text.includes(holding))
  if (found === undefined) throw new Error(`docs/certify.md has no block with '${holding}'`)
  return found
}

test('the guide names the server of this test by its values', () => {
  expect(guide).toContain(`orderId=${payableOrderId}`)
  expect(guide).toContain(`cancelledOrderId=${cancelledOrderId}`)
  expect(guide).toContain(`webhookSecret=${webhookSecret}`)
  expect(blocks).toHaveLength(6)
})

describe('the walk-through', () => {
  test('a key is made, for its owner alone, and never written over', async () => {
    expect(await shell(block('keygen'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('public key: vendor.pem.pub'),
    })
    expect(statSync(join(project, 'vendor.pem')).mode & 0o777).toBe(0o600)
    expect(await shell(block('keygen'))).toMatchObject({
      code: 2,
      said: expect.stringContaining('is not written over'),
    })
  })

  test('the second server is certified, and the bundle verifies with only the package there', async () => {
    const { code, said } = await shell(block('--out certificate'))
    expect(said).toMatch(/seed \d+, committed as [0-9a-f]{64}[\s\S]*certified: \d+ requirements of core@\d+/)
    expect(code).toBe(0)
    expect(readdirSync(join(project, 'certificate')).toSorted()).toEqual(Object.values(bundleFiles).toSorted())
    const seen = await shell(block('verify certificate --key'))
    expect(seen.said).toMatch(/^verified: certificate\nProven:[\s\S]*Not proven:[\s\S]*made them up/)
    expect(seen.code).toBe(0)
  })

  test.skipIf(!hasOpenssl)('openssl, where it is installed, finds the signature right', async () => {
    const lines = block('openssl')
    expect(await shell(lines)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Signature Verified Successfully'),
    })
    appendFileSync(join(project, 'signed'), ' ')
    const again = lines
      .split('\n')
      .filter((line) => line.startsWith('openssl pkeyutl'))
      .join('\n')
    expect((await shell(again)).code).not.toBe(0)
  })

  test('a second party saw the same', async () => {
    const { code, said } = await shell(block('--witness'))
    expect(said).toMatch(
      /\d+ exchanges of two parties compared: \d+ differences by their nature .*, \d+ states of work under way, 0 real ones\n/,
    )
    expect(code).toBe(0)
  })

  test('the registry shows it, and shows what does not hold', async () => {
    expect(await shell(block('registry'))).toMatchObject({ code: 0, said: expect.stringContaining('✓ partner') })
    const page = (): string => readFileSync(join(project, 'registry/index.html'), 'utf8')
    expect(page()).toContain(`<a href="partner/certificate.html">${url}</a>`)
    appendFileSync(join(project, 'registry/partner/badge.svg'), ' ')
    const { code, said } = await shell('npx assay registry registry')
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('✗ partner  digests') })
    expect(page()).toContain('no: digests')
  })

  test('no secret is in any file that is given away', () => {
    const secrets = [token, webhookSecret].flatMap((one) => [
      one,
      Buffer.from(one).toString('hex'),
      Buffer.from(one).toString('base64').replace(/=+$/, ''),
    ])
    for (const folder of ['certificate', 'second', 'registry/partner'])
      for (const name of readdirSync(join(project, folder))) {
        const text = readFileSync(join(project, folder, name), 'utf8')
        const payloads = [...text.matchAll(/"payload":"([^"]*)"/g)].map(([, one = '']) => Buffer.from(one, 'base64'))
        const held = secrets.filter((one) => `${text}${payloads.join('')}`.includes(one))
        expect({ folder, name, held }).toEqual({ folder, name, held: [] })
      }
    expect(statSync(join(project, 'certificate.openings.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(project, 'certificate.openings.json'), 'utf8')).not.toContain(token)
  })
})

describe('there is no certificate', () => {
  const folder = newFolder()
  const key = join(folder, 'key.pem')
  beforeAll(async () => {
    await assay(['keygen', '--out', key])
  })
  const refused = async (...args: readonly string[]): Promise<Ended> => {
    const out = join(newFolder(), 'out')
    const figures = await stampedFigures('crayon')
    const all = [
      'certify',
      'crayon',
      '--profile',
      'core',
      '--depth',
      'default',
      '--assurance',
      figures,
      '--out',
      out,
      ...args,
    ]
    const { code, stderr } = await assay(all, { folder })
    expect(existsSync(join(out, bundleFiles.attestations))).toBe(false)
    return { code: code ?? -1, said: stderr }
  }

  test.each([
    ['with a baseline', ['--reference', '--key', key, '--baseline', 'known.json'], /a baseline hides broken promises/],
    ['of the reference that is not asked for', ['--key', key], /there is no target/],
    ['without a key', ['--reference'], /there is no key to sign with: assay keygen makes one/],
    ['with what is no key', ['--reference', '--key', `${key}.pub`], /holds no private Ed25519 key/],
    [
      'of a profile that is not there',
      ['--reference', '--key', key, '--profile', 'gold'],
      /has no profile 'gold'; it has core@1/,
    ],
    [
      'with credentials that are a plain word',
      ['--target', 'http://127.0.0.1:9', '--key', key, '--token', 'token'],
      /credentials must be told from ordinary text/,
    ],
  ])('%s', async (_, args, why) => {
    expect(await refused(...args)).toMatchObject({ code: 2, said: expect.stringMatching(why) })
  })

  test('without figures of this build', async () => {
    const { code, stderr } = await assay(
      ['certify', 'crayon', '--profile', 'core', '--reference', '--key', key, '--assurance', '/nowhere'],
      { folder },
    )
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'There are no assurance figures of crayon, by which the checks of this build could be trusted',
      ),
    })
  })

  test('where a fixture is missing, and it is named', async () => {
    const figures = await stampedFigures('dkhardware')
    const args = ['--target', url, '--key', key, '--token', token, '--assurance', figures, '--out', join(folder, 'dk')]
    const certify = (...more: readonly string[]) =>
      assay(['certify', 'dkhardware', '--profile', 'core', '--depth', 'default', ...args, ...more], { folder })
    expect(await certify()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('tried by several requests at once, which needs your consent: add --allow'),
    })
    const { code, stderr } = await certify('--allow', 'concurrent')
    expect(stderr).toMatch(
      /not all of core@1 was seen kept:[\s\S]*untested: [\s\S]*failingOrderId[\s\S]*what was seen is in/,
    )
    expect(code).toBe(3)
  })

  test('list prints what a profile covers', async () => {
    const { code, stdout } = await assay(['list', 'crayon', '--profile', 'core'])
    const lines = stdout.trimEnd().split('\n')
    expect({ code, others: lines.filter((line) => !line.startsWith('must ')) }).toEqual({ code: 0, others: [] })
    expect(lines.length).toBeGreaterThan(100)
  })
})
