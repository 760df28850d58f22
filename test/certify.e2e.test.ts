// Certificates that do not hold: each forgery is refused where it should be, and for the reason that it should be.
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFiles } from '../certify/bundle.ts'
import { commitmentOf, committedSeed } from '../certify/commitment.ts'
import { envelopeText, signed } from '../certify/dsse.ts'
import { newKeys, publicKeyIn } from '../certify/keys.ts'
import { profileDigest, profileNamed } from '../certify/profile.ts'
import { sha256OfFile } from '../certify/rows-in-file.ts'
import type { Conformance } from '../certify/statement.ts'
import { statementsOf } from '../certify/statements.ts'
import type { Stage } from '../certify/verify.ts'
import { witnessed } from '../certify/witness.ts'
import type { WrittenLine } from '../core/evidence-line.ts'
import { crayon } from '../reference/crayon/crayon.ts'
import { shopctrl } from '../reference/shopctrl/shopctrl.ts'
import { copied, type Forgery, forged, type Made, madeBundle, newSecretKey, tampered, verified } from './certified.ts'
import { crayonCustomerId, crayonToken, crayonUnknownCustomerId, startSecondCrayon } from './servers/crayon.ts'
import { builtHarness } from './stamped-figures.ts'

let made: Made
let other: Made
let second: Made
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  const server = await startSecondCrayon({ strictBearer: true })
  closing.push(() => server.close())
  const target = { baseUrl: server.baseUrl, token: crayonToken, headers: {}, timeoutMs: 10_000, concurrency: 8 }
  const fixtures = { resellerCustomerId: crayonCustomerId, unknownResellerCustomerId: crayonUnknownCustomerId }
  made = await madeBundle({ contract: 'crayon', target, fixtures, nonce: 'for the tests' })
  other = await madeBundle({ contract: 'crayon', target, fixtures, nonce: 'another value', key: made.key })
  second = await madeBundle({ contract: 'crayon', target, fixtures, nonce: 'for the tests' })
})

afterAll(async () => {
  for (const close of closing) await close()
})

const seen = (folder: string, more = {}) => verified(folder, made.assurance, more)

const rejected = async (folder: string, stage: Stage, why: string | RegExp, more = {}): Promise<void> => {
  const result = await seen(folder, more)
  expect({ ...result, conformance: undefined, evidence: undefined }).toMatchObject({ kind: 'rejected', stage })
  expect(result.kind === 'rejected' ? result.why : '').toMatch(why)
}

test('the bundle as it was made holds, and tells what was derived', async () => {
  const result = await seen(made.folder, { key: publicKeyIn(readFileSync(join(made.folder, bundleFiles.key), 'utf8')) })
  expect(result).toMatchObject({ kind: 'verified', isKnownKey: true, derived: made.conformance.run.requests })
  expect(made.conformance.requirements.length).toBeGreaterThan(100)
  expect(made.conformance.requirements.every(({ kills, observed }) => kills > 0 && observed > 0)).toBe(true)
  const classes = made.conformance.requirements.flatMap((one) => (one.classes ? [one.classes] : []))
  expect(classes.length).toBeGreaterThan(10)
  expect(classes.every(({ tried, of }) => tried > 0 && tried <= of)).toBe(true)
})

describe('whoever has no key cannot change anything', () => {
  const firstPayload = (text: string, change: (payload: string) => string): string => {
    const [first = '', line = '', ...rest] = text.split('\n')
    const envelope = JSON.parse(line) as { payload: string }
    const payload = change(Buffer.from(envelope.payload, 'base64').toString('utf8'))
    return [first, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }), ...rest].join(
      '\n',
    )
  }
  const swapped = (text: string): string => {
    const lines = text.split('\n')
    ;[lines[10], lines[11]] = [lines[11] ?? '', lines[10] ?? '']
    return lines.join('\n')
  }
  test.each([
    ['an edited reply', 'evidence', (text: string) => text.replace('"status":204', '"status":205'), 'signature'],
    [
      'evidence without a line',
      'evidence',
      (text: string) => text.split('\n').toSpliced(20, 1).join('\n'),
      'signature',
    ],
    ['evidence in another order', 'evidence', swapped, 'signature'],
    ['evidence with a line twice', 'evidence', (text: string) => text.replace(/^(.*\n)(.*\n)/, '$1$2$2'), 'signature'],
    ['evidence that is cut off', 'evidence', (text: string) => text.slice(0, -300), 'signature'],
    ['another course of the run', 'course', (text: string) => text.replace('+', '-'), 'signature'],
    [
      'a dropped requirement',
      'attestations',
      (text: string) => firstPayload(text, (one) => one.replace(/\{"id":"crayon[^}]*\},/, '')),
      'signature',
    ],
    [
      'a relabelled verdict',
      'attestations',
      (text: string) => firstPayload(text, (one) => one.replace('"verdict":"untested"', '"verdict":"pass"')),
      'signature',
    ],
    [
      'a later expiry',
      'attestations',
      (text: string) => firstPayload(text, (one) => one.replace(/"expiresAt":"20/, '"expiresAt":"30')),
      'signature',
    ],
    [
      'envelopes in another order',
      'attestations',
      (text: string) => text.split('\n').slice(0, 2).reverse().concat('').join('\n'),
      'signature',
    ],
    ['one envelope only', 'attestations', (text: string) => `${text.split('\n')[1]}\n`, 'signature'],
    ['another key', 'key', () => newKeys().open, 'signature'],
    ['a key spelt otherwise', 'key', (text: string) => text.replace('\n', '\r\n'), 'form'],
    ['another page', 'page', (text: string) => text.replace('Certified', 'Certified twice'), 'digests'],
    ['another badge', 'badge', (text: string) => text.replace('core', 'full'), 'digests'],
  ] as const)('%s', async (_, file, change, stage) => {
    await rejected(tampered(made, file, change), stage, /./)
  })

  test('an envelope of another bundle', async () => {
    const [theirs = ''] = readFileSync(join(other.folder, bundleFiles.attestations), 'utf8').split('\n')
    const folder = tampered(made, 'attestations', (text) => [theirs, ...text.split('\n').slice(1)].join('\n'))
    await rejected(folder, 'signature', /two statements/)
  })

  test('the evidence of another bundle', async () => {
    const theirs = readFileSync(join(other.folder, bundleFiles.evidence), 'utf8')
    await rejected(
      tampered(made, 'evidence', () => theirs),
      'signature',
      /evidence is not the one that was signed/,
    )
  })

  test('a file that is missing', async () => {
    const folder = copied(made)
    rmSync(join(folder, bundleFiles.course))
    await rejected(folder, 'form', /course.txt cannot be read/)
  })

  test('the signature of somebody else', async () => {
    await rejected(made.folder, 'signature', /not by the one that was given/, { key: newSecretKey() })
  })

  test('of 1,000 bundles with one bit flipped none holds', { timeout: 120_000 }, async () => {
    const folder = copied(made)
    const names = Object.values(bundleFiles)
    const files = names.map((name) => ({ path: join(folder, name), bytes: readFileSync(join(folder, name)) }))
    const stages = new Set<string>()
    let held = 0
    for (let flip = 0; flip < 1_000; flip += 1) {
      const { path, bytes } = files[flip % files.length] ?? { path: '', bytes: Buffer.alloc(0) }
      const place = randomInt(bytes.length)
      const changed = Buffer.from(bytes)
      changed[place] = (bytes[place] ?? 0) ^ (1 << randomInt(8))
      writeFileSync(path, changed)
      const result = await seen(folder)
      if (result.kind === 'verified') held += 1
      else stages.add(result.stage)
      writeFileSync(path, bytes)
    }
    expect(held).toBe(0)
    expect(await seen(folder)).toMatchObject({ kind: 'verified' })
    // None needs more than what is signed to be seen.
    expect([...stages].filter((stage) => !['form', 'signature', 'digests'].includes(stage))).toEqual([])
  })
})

type Exchanges = Extract<WrittenLine, { readonly kind: 'exchange' }>
const isExchange = (line: WrittenLine): line is Exchanges => line.kind === 'exchange'

/** The first exchange of a plainly valid case that was taken. */
const placeOfTaken = (lines: readonly WrittenLine[]): number =>
  lines.findIndex(
    (line) =>
      isExchange(line) &&
      line.exchange.id.startsWith('checkout/valid/') &&
      line.exchange.outcome.kind === 'reply' &&
      line.exchange.outcome.reply.status < 300,
  )

const withReply = (line: WrittenLine | undefined, change: (reply: ReplyOf) => ReplyOf): WrittenLine => {
  if (!line || !isExchange(line) || line.exchange.outcome.kind !== 'reply') throw new Error('no reply')
  const { outcome } = line.exchange
  return { ...line, exchange: { ...line.exchange, outcome: { ...outcome, reply: change(outcome.reply) } } }
}
type ReplyOf = Extract<Exchanges['exchange']['outcome'], { readonly kind: 'reply' }>['reply']

const ended = (lines: readonly WrittenLine[]): readonly WrittenLine[] => {
  const cases = lines.filter(({ kind }) => kind === 'case').length
  return lines.map((line) => (line.kind === 'end' ? { ...line, cases } : line))
}

describe('whoever holds the key can sign what does not follow, and it is seen', () => {
  const requests: Stage = 'requests and verdicts'
  const says = (change: Partial<Conformance> | ((one: Conformance) => Partial<Conformance>)): Forgery => ({
    says: (one) => ({ ...one, ...(typeof change === 'function' ? change(one) : change) }),
  })
  const inReply = (change: (reply: ReplyOf) => ReplyOf): Forgery => ({
    lines: (lines) => lines.with(placeOfTaken(lines), withReply(lines[placeOfTaken(lines)], change)),
  })

  test.each<[string, Forgery | (() => Forgery), Stage, RegExp]>([
    [
      'a reply that was worse',
      inReply((reply) => ({ ...reply, status: 500 })),
      requests,
      /other things of the case|has another|is sent, and|follows/,
    ],
    [
      'a refusal that is taken for a success',
      {
        lines: (lines) =>
          lines.map((line) =>
            isExchange(line) && line.exchange.id.startsWith('checkout/auth/unknown')
              ? withReply(line, (reply) => ({ ...reply, status: 204, body: '' }))
              : line,
          ),
      },
      requests,
      /other things of the case|has another/,
    ],
    [
      'a request that was not sent so',
      {
        lines: (lines) =>
          lines.map((line, index) =>
            index === placeOfTaken(lines) && isExchange(line)
              ? { ...line, exchange: { ...line.exchange, request: { ...line.exchange.request, body: '{}' } } }
              : line,
          ),
      },
      requests,
      /has another body than the recorded one/,
    ],
    [
      'a dropped case',
      {
        lines: (lines) =>
          ended(lines.filter((line) => line.kind !== 'case' || !line.result.id.startsWith('checkout/auth'))),
      },
      requests,
      /lacks the case/,
    ],
    [
      'a dropped exchange',
      { lines: (lines) => lines.toSpliced(placeOfTaken(lines), 1) },
      requests,
      /has the exchange .* where the course/,
    ],
    [
      'a dropped exchange, and its part of the course',
      { lines: (lines) => lines.toSpliced(5, 1), course: (course) => withoutSteps(course, idAt(5)) },
      requests,
      /what follows is|the record has/,
    ],
    [
      'exchanges in another order',
      { lines: (lines) => lines.with(5, lines[6] as WrittenLine).with(6, lines[5] as WrittenLine) },
      requests,
      /the evidence has .* where .* (?:has|follows)/,
    ],
    [
      'an exchange twice',
      { lines: (lines) => lines.toSpliced(6, 0, lines[5] as WrittenLine) },
      'evidence',
      /stands twice/,
    ],
    [
      'one exchange more',
      {
        lines: (lines) =>
          lines.toSpliced(6, 0, {
            ...(lines[5] as Exchanges),
            exchange: { ...(lines[5] as Exchanges).exchange, id: 'checkout/valid/more#1' },
          }),
      },
      requests,
      /where the course of the run has/,
    ],
    ['no end', { lines: (lines) => lines.slice(0, -1) }, 'evidence', /has no end/],
    [
      'half of it, ended',
      { lines: (lines) => ended([...lines.slice(0, 300), lines.at(-1) as WrittenLine]) },
      requests,
      /lacks the exchange|has the exchange/,
    ],
    [
      'a case that tells of a promise kept that is not',
      {
        lines: (lines) =>
          lines.map((line) =>
            line.kind === 'case' && line.result.other.length > 0
              ? { ...line, result: { ...line.result, other: [] } }
              : line,
          ),
      },
      requests,
      /other things of the case/,
    ],
    [
      'a case that has seen more',
      {
        lines: (lines) =>
          lines.map((line) =>
            line.kind === 'case' && line.result.id.includes('/valid/')
              ? {
                  ...line,
                  result: {
                    ...line.result,
                    observed: line.result.observed.map(([id, times]) => [id, times + 100] as const),
                  },
                }
              : line,
          ),
      },
      requests,
      /other things of the case/,
    ],
    [
      'steps in another order',
      { course: (course) => course.with(4, course[6] ?? '').with(6, course[4] ?? '') },
      requests,
      /./,
    ],
    ['a step that is none', { course: (course) => [...course, '{"kind":"other"}'] }, requests, /no step/],
    [
      'a line of another run',
      { lines: (lines) => lines.with(7, { ...(lines[7] as WrittenLine), run: 'another' }) },
      'evidence',
      /another run/,
    ],
    [
      'an exchange of another day',
      {
        lines: (lines) =>
          lines.map((line, index) =>
            index === 9 && isExchange(line)
              ? { ...line, exchange: { ...line.exchange, at: '2020-01-01T00:00:00.000Z' } }
              : line,
          ),
      },
      'evidence',
      /not sent while the run went on/,
    ],
    [
      'a relabelled verdict',
      says(({ requirements: [first, ...rest] }) => ({
        requirements: [{ ...(first as Conformance['requirements'][number]), verdict: 'warn' }, ...rest],
      })),
      'summary',
      /requirements is not what follows/,
    ],
    [
      'more kills',
      says(({ requirements }) => ({ requirements: requirements.map((one) => ({ ...one, kills: one.kills + 1 })) })),
      'summary',
      /requirements/,
    ],
    [
      'a smaller bound',
      says(({ requirements }) => ({ requirements: requirements.map((one) => ({ ...one, bound: one.bound / 2 })) })),
      'summary',
      /requirements/,
    ],
    [
      'more classes of values',
      says(({ requirements }) => ({
        requirements: requirements.map((one) => (one.classes ? { ...one, classes: { tried: 99, of: 99 } } : one)),
      })),
      'summary',
      /requirements is not/,
    ],
    [
      'another summary',
      says(({ summary }) => ({ summary: { ...summary, must: { ...summary.must, pass: summary.must.pass + 1 } } })),
      'summary',
      /summary is not/,
    ],
    [
      'more that is certified',
      says(({ covered }) => ({ covered: { certified: covered.certified + covered.notCertified, notCertified: 0 } })),
      'summary',
      /covered is not/,
    ],
    ['nothing that is not shown', says({ notShown: [] }), 'summary', /notShown is not/],
    ['readings left out', says({ readings: [] }), 'summary', /readings is not/],
    ['nothing that hangs on a secret', says({ onTrust: [] }), 'summary', /onTrust is not/],
    ['another seed', says(({ seed }) => ({ seed: { ...seed, value: seed.value + 1 } })), 'seed', /does not follow/],
    [
      'another public value',
      says(({ seed }) => ({ seed: { ...seed, nonce: 'asked for' } })),
      'seed',
      /does not follow/,
    ],
    [
      'a seed of settings alone',
      says(({ settings }) => ({ settings: { ...settings, seed: 7 } })),
      'seed',
      /another seed/,
    ],
    [
      'another public value, with all that follows from it',
      () => reseeded(),
      requests,
      /has another|is sent, and|what follows is/,
    ],
    [
      'another contract',
      says(({ contract }) => ({ contract: { ...contract, id: 'shopctrl' } })),
      'contract',
      /no contract|not the one/,
    ],
    [
      'another state of the contract',
      says(({ contract }) => ({ contract: { ...contract, digest: '0'.repeat(64) } })),
      'contract',
      /not the one of this build/,
    ],
    [
      'a contract of nobody',
      says(({ contract, settings }) => ({
        contract: { ...contract, id: 'own' },
        settings: { ...settings, contract: 'own' },
      })),
      'contract',
      /no contract that ships/,
    ],
    [
      'another profile',
      says(({ contract }) => ({
        profile: { name: 'full', revision: 1, digest: profileDigest(profileNamed(contract.id, 'full@1')) },
      })),
      'summary',
      /./,
    ],
    [
      'a profile of nobody',
      says({ profile: { name: 'gold', revision: 1, digest: '' } }),
      'profile',
      /no profile 'gold@1'/,
    ],
    [
      'a profile with another list',
      says(({ profile }) => ({ profile: { ...profile, digest: '0'.repeat(64) } })),
      'profile',
      /not the one of this build/,
    ],
    [
      'another version of the harness',
      says(({ tool }) => ({ tool: { ...tool, version: '0.0.9' } })),
      'harness',
      /made by assay 0.0.9/,
    ],
    [
      'another build of the harness',
      says(({ tool }) => ({ tool: { ...tool, digest: '0'.repeat(64) } })),
      'harness',
      /verify it with that build/,
    ],
    [
      'other figures',
      says(({ assurance }) => ({ assurance: { ...assurance, services: { mutants: 9_999, faults: 0 } } })),
      'assurance',
      /not those of this build/,
    ],
    [
      'fewer random requests',
      says(({ settings }) => ({ settings: { ...settings, runs: 0 } })),
      'evidence',
      /not run as certificates are/,
    ],
    [
      'another target',
      says(({ target, seed, contract, tool }) =>
        retargeted({ target: { ...target, url: 'https://api.example.com' }, seed, contract, tool }),
      ),
      'evidence',
      /another target|another seed/,
    ],
    [
      'a day of issue that is to come',
      says({ issuedAt: '2999-01-01T00:00:00.000Z', expiresAt: '2999-02-01T00:00:00.000Z' }),
      'expiry',
      /which is to come/,
    ],
    [
      'a target that is passed off as the reference',
      says(({ target }) => ({ target: { ...target, kind: 'reference' } })),
      'seed',
      /does not follow/,
    ],
  ])('%s', async (_, forgery, stage, why) => {
    await rejected(forged(made, typeof forgery === 'function' ? forgery() : forgery), stage, why)
  })

  const withoutSteps = (course: readonly string[], id: string): readonly string[] =>
    course.filter((step) => step !== `+${id}` && step !== `-${id}`)

  const idAt = (place: number): string => {
    const line = JSON.parse(
      readFileSync(join(made?.folder ?? '', bundleFiles.evidence), 'utf8').split('\n')[place] ?? '',
    )
    return (line as Exchanges).exchange.id
  }

  const reseeded = (): Forgery => {
    const { target, contract, tool } = made.conformance
    const committed = { target: target.url, contract: contract.digest, harness: tool.digest, nonce: 'asked for' }
    const value = committedSeed(committed)
    return {
      lines: (lines) => lines.map((line) => (line.kind === 'run' ? { ...line, seed: value } : line)),
      says: (one) => ({
        ...one,
        seed: { value, commitment: commitmentOf(committed), nonce: 'asked for' },
        settings: { ...one.settings, seed: value },
      }),
    }
  }

  const retargeted = ({
    target,
    seed,
    contract,
    tool,
  }: Pick<Conformance, 'target' | 'seed' | 'contract' | 'tool'>): Partial<Conformance> => {
    const nonce = seed.nonce ?? ''
    const committed = { target: target.url, contract: contract.digest, harness: tool.digest, nonce }
    const value = committedSeed(committed)
    const { settings } = made.conformance
    return {
      target,
      seed: { value, commitment: commitmentOf(committed), nonce },
      settings: { ...settings, seed: value, target: { ...settings.target, baseUrl: target.url } },
    }
  }

  test('replies copied from another run', async () => {
    const { baseUrl, token, fixtures, close } = await shopctrl.start({ faults: [] })
    closing.push(close)
    const target = { baseUrl, token, headers: {}, timeoutMs: 10_000, concurrency: 8 }
    const making = { contract: 'shopctrl', target, fixtures, kind: 'reference' } as const
    const [mine, another] = [await madeBundle({ ...making, nonce: 'a' }), await madeBundle({ ...making, nonce: 'b' })]
    const theirs = new Map(
      readFileSync(join(another.folder, bundleFiles.evidence), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line): WrittenLine => JSON.parse(line))
        .flatMap((line) => (isExchange(line) ? [[line.exchange.id, line.exchange.outcome] as const] : [])),
    )
    const folder = forged(mine, {
      lines: (lines) =>
        lines.map((line) =>
          isExchange(line)
            ? {
                ...line,
                exchange: { ...line.exchange, outcome: theirs.get(line.exchange.id) ?? line.exchange.outcome },
              }
            : line,
        ),
    })
    await rejected(folder, requests, /other things of the case|what follows is|is sent, and/, {
      assurance: mine.assurance,
    })
    expect(await verified(mine.folder, mine.assurance)).toMatchObject({ kind: 'verified' })
  })

  test('two statements that do not say the same', async () => {
    const folder = copied(made)
    const files = {
      evidence: sha256OfFile(join(folder, bundleFiles.evidence)),
      course: readFileSync(join(folder, bundleFiles.course)),
    }
    const { conformance, testResult } = statementsOf(made.conformance, files)
    const more = { ...testResult, predicate: { ...testResult.predicate, passedTests: ['all'] } }
    const lines = [more, conformance].map((one) => envelopeText(signed(JSON.stringify(one), made.key)))
    writeFileSync(join(folder, bundleFiles.attestations), `${lines.join('\n')}\n`)
    await rejected(folder, 'signature', /do not say the same/)
  })

  test('it expires', async () => {
    const later = new Date(Date.parse(made.conformance.expiresAt) + 1)
    await rejected(made.folder, 'expiry', /expired/, { now: later })
    expect(await seen(made.folder, { now: new Date(later.getTime() - 1_000) })).toMatchObject({ kind: 'verified' })
  })

  test('a build that is not this one', async () => {
    await rejected(made.folder, 'harness', /verify it with that build/, { harness: { ...builtHarness(), digest: 'x' } })
  })
})

describe('the embedded reference', () => {
  const running = () => crayon.start({ faults: [] })

  test('is certified as what it is, and is nobody else', async () => {
    const { baseUrl, token, fixtures, close } = await running()
    closing.push(close)
    const target = { baseUrl, token, headers: {}, timeoutMs: 10_000, concurrency: 8 }
    const reference = await madeBundle({ contract: 'crayon', target, fixtures, kind: 'reference' })
    expect(await verified(reference.folder, reference.assurance)).toMatchObject({ kind: 'verified' })
    const page = readFileSync(join(reference.folder, bundleFiles.page), 'utf8')
    expect(
      [page, readFileSync(join(reference.folder, bundleFiles.badge), 'utf8')].every((one) => one.includes('REFERENCE')),
    ).toBe(true)
    const { contract, tool, seed } = reference.conformance
    const passedOff = forged(reference, {
      lines: (lines) =>
        lines.map((line) => {
          if (line.kind !== 'run') return line
          const { reference: _, ...settings } = line.settings
          return { ...line, settings }
        }),
      says: (one) => ({ ...one, target: { ...one.target, kind: 'url' } }),
    })
    await rejected(passedOff, 'seed', /does not follow/)
    expect(seed.value).toBe(
      committedSeed({ target: 'the embedded reference', contract: contract.digest, harness: tool.digest }),
    )
    // Nor may it be run as a target, with the seed of its address.
    await expect(madeBundle({ contract: 'crayon', target, fixtures })).rejects.toThrow('which is nobody')
  })

  test('broken in one place, it gets no certificate, and the place is named', async () => {
    const fault = crayon.faults.find(({ requirement }) => requirement.endsWith('checkout/auth/unknown'))
    const { baseUrl, token, fixtures, close } = await crayon.start({ faults: [fault?.id ?? ''] })
    closing.push(close)
    const target = { baseUrl, token, headers: {}, timeoutMs: 10_000, concurrency: 8 }
    await expect(madeBundle({ contract: 'crayon', target, fixtures, kind: 'reference' })).rejects.toThrow(
      /not all of core@1 was seen kept:[\s\S]*fail: [\s\S]*crayon\/checkout\/auth\/unknown/,
    )
  })
})

describe('a witness', () => {
  const both = async () => {
    const [one, two] = [await seen(made.folder), await seen(second.folder)]
    if (one.kind === 'rejected' || two.kind === 'rejected') throw new Error('a bundle does not hold')
    return [one, two] as const
  }

  test('who ran the same seed saw the same, but for what differs by its nature', async () => {
    const [one, two] = await both()
    expect(witnessed(one, two)).toMatchObject({ kind: 'alike', differences: [], single: 0, compared: one.derived })
    expect(witnessed(one, one)).toMatchObject({ kind: 'apart', why: expect.stringContaining('one run') })
    const third = await seen(other.folder)
    if (third.kind === 'rejected') throw new Error(third.why)
    expect(witnessed(one, third)).toMatchObject({ kind: 'apart', why: expect.stringContaining('two seeds') })
  })

  test('sees where a reply was another one', async () => {
    const [one, two] = await both()
    const place = one.evidence.sent[40] ?? ''
    const evidence = {
      ...two.evidence,
      exchange: (id: string) => {
        const exchange = two.evidence.exchange(id)
        return id === place && exchange?.outcome.kind === 'reply'
          ? { ...exchange, outcome: { ...exchange.outcome, reply: { ...exchange.outcome.reply, status: 299 } } }
          : exchange
      },
    }
    expect(witnessed(one, { ...two, evidence })).toMatchObject({
      kind: 'different',
      differences: [{ exchange: place, at: 'status', other: '299' }],
    })
  })
})

test('no secret is in any file of a bundle, however it is spelt', () => {
  const folder = made.folder
  const spelt = [crayonToken, Buffer.from(crayonToken).toString('base64'), Buffer.from(crayonToken).toString('hex')]
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    const payloads = [...text.matchAll(/"payload":"([^"]*)"/g)].map(([, one = '']) =>
      Buffer.from(one, 'base64').toString(),
    )
    for (const one of spelt)
      expect({ name, holds: [text, ...payloads].join('\n').includes(one) }).toEqual({ name, holds: false })
  }
  expect(made.conformance.held.map(({ name }) => name)).toEqual(['$ASSAY_TOKEN'])
})
