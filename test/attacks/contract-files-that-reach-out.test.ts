import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleOf } from '../../contracts/bundle.ts'
import { ContractError } from '../../contracts/contract-error.ts'
import { loadContract } from '../../contracts/load.ts'
import { parseText } from '../../contracts/parse-text.ts'
import { largestText } from '../../contracts/read-bounded.ts'
import { folderOf } from '../folder-of.ts'

const secret = 'the-key-of-the-machine'
const outside = folderOf({ id_rsa: `"${secret}"` })

const refused = async (location: string, allowRef: readonly string[] = []) => {
  const got = await bundleOf(location, allowRef).catch((error: unknown) => error)
  expect(got).toBeInstanceOf(ContractError)
  expect(String(got)).not.toContain(secret)
  return (got as Error).message
}
const contractWith = (value: unknown) => join(folderOf({ 'openapi.json': JSON.stringify(value) }), 'openapi.json')

describe('a contract file', () => {
  test.each([
    ['$ref', { a: { $ref: join(outside, 'id_rsa') } }],
    ['externalValue', { a: { externalValue: join(outside, 'id_rsa') } }],
    ['a deep $ref', { a: [{ b: { $ref: `${join(outside, 'id_rsa')}#/x` } }] }],
    ['/proc', { a: { externalValue: '/proc/self/environ' } }],
    ['an address', { a: { $ref: 'http://169.254.169.254/latest/meta-data' } }],
    ['an address as example', { a: { externalValue: 'HTTP://127.0.0.1:1/' } }],
  ])('with %s outside its folder is refused before anything is read', async (_, value) => {
    expect(await refused(contractWith(value))).toMatch(/it is not read\. Give --allow-ref/)
  })

  test('with a way up out of its folder is refused, and with one that comes back is not', async () => {
    const folder = folderOf({ id_rsa: '"x"' })
    mkdirSync(join(folder, 'api'))
    writeFileSync(join(folder, 'api', 'up.json'), '{"a":{"$ref":"../id_rsa"}}')
    writeFileSync(join(folder, 'api', 'back.json'), '{"a":{"$ref":"../api/item.json"}}')
    writeFileSync(join(folder, 'api', 'item.json'), '{"type":"object"}')
    await refused(join(folder, 'api', 'up.json'))
    expect((await bundleOf(join(folder, 'api', 'back.json'))).document['x-files']).toEqual({ item: { type: 'object' } })
    expect((await bundleOf(join(folder, 'api', 'up.json'), [folder])).document['x-files']).toEqual({ id_rsa: 'x' })
    await refused(join(folder, 'api', 'up.json'), [join(folder, 'ap')])
  })

  test('with a link out of its folder is refused', async () => {
    const folder = folderOf({ 'openapi.json': '{"a":{"$ref":"./item.json"}}' })
    symlinkSync(join(outside, 'id_rsa'), join(folder, 'item.json'))
    await refused(join(folder, 'openapi.json'))
    expect((await bundleOf(join(folder, 'openapi.json'), [outside])).document['x-files']).toEqual({ item: secret })
  })

  test('that refers from one of its files to another outside is refused', async () => {
    const location = contractWith({ a: { $ref: './next.json' } })
    writeFileSync(join(dirname(location), 'next.json'), JSON.stringify({ b: { $ref: join(outside, 'id_rsa') } }))
    await refused(location)
  })

  test('whose list of relations is a link out of its folder is refused', async () => {
    const location = contractWith({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} })
    symlinkSync(join(outside, 'id_rsa'), join(dirname(location), 'relations.yaml'))
    await expect(loadContract(location)).rejects.toThrow(/--allow-ref/)
  })

  test('with an address that is none is refused', async () => {
    expect(await refused(contractWith({ a: { $ref: 'http://[' } }))).toContain('is no address')
  })
})

describe('what would be read without an end', () => {
  const openapi = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} }

  test.runIf(process.platform === 'linux')(
    'a pipe is refused, as contract, as reference and as list of relations',
    async () => {
      const folder = folderOf({ 'openapi.json': '{"a":{"$ref":"./pipe"}}', 'own.json': JSON.stringify(openapi) })
      execFileSync('mkfifo', [join(folder, 'pipe')])
      expect(await refused(join(folder, 'pipe'))).toContain('it is no regular file')
      expect(await refused(join(folder, 'openapi.json'))).toContain('it is no regular file')
      execFileSync('mkfifo', [join(folder, 'relations.yaml')])
      await expect(loadContract(join(folder, 'own.json'))).rejects.toThrow('it is no regular file')
    },
  )

  test.runIf(process.platform === 'linux')('a device is refused', async () => {
    expect(await refused('/dev/zero')).toContain('it is no regular file')
  })

  test('a file that is too large is refused', async () => {
    const folder = folderOf({ 'openapi.json': '{}' })
    writeFileSync(join(folder, 'large.json'), Buffer.alloc(largestText + 1, ' '))
    expect(await refused(join(folder, 'large.json'))).toContain('it is larger than 32 MB')
  })

  test.each(['{"a":', '[', '{a: ', '- '])('a file nested very deep with %j is refused', async (open) => {
    const folder = folderOf({ 'openapi.yaml': open.repeat(20_000) })
    expect(await refused(join(folder, 'openapi.yaml'))).toMatch(/deep|neither YAML nor JSON/)
  })

  test('brackets in comments do not hide how deep a file is nested', async () => {
    const text = `${`${'['.repeat(400)}\n# ${']'.repeat(400)}\n`.repeat(50)}`
    expect(await refused(join(folderOf({ 'openapi.yaml': text }), 'openapi.yaml'))).toContain('nested deeper than 512')
  })

  test('a file nested deeper than is read is refused', async () => {
    expect(await refused(contractWith(JSON.parse(`${'{"a":'.repeat(600)}1${'}'.repeat(600)}`)))).toContain(
      'is nested deeper than 512 levels',
    )
  })

  test.each(['{"arazzo":', '[', '- '])('a file of workflows nested very deep with %j is refused', async (open) => {
    const close = open.startsWith('{') ? '}' : ''
    const folder = folderOf({
      'openapi.json': JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: {} }),
      'deep.json': `${open.repeat(20_000)}1${close.repeat(20_000)}`,
    })
    const workflows = [join(folder, 'deep.json')]
    await expect(loadContract(join(folder, 'openapi.json'), { workflows })).rejects.toThrow(
      /nested deeper than 512|neither YAML nor JSON/,
    )
  })

  test('aliases that stand for far more than the text holds are refused', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    )
    const wide = [
      `a: &a [${Array(2_000).fill('x').join(', ')}]`,
      ...Array.from({ length: 5_000 }, (_, index) => `b${index}: *a`),
    ]
    for (const text of [levels.join('\n'), wide.join('\n')])
      await refused(join(folderOf({ 'openapi.yaml': text }), 'openapi.yaml'))
    expect(() => parseText(levels.join('\n'), 'x')).toThrow(ContractError)
  })

  test('an alias that holds itself is refused', async () => {
    expect(await refused(join(folderOf({ 'openapi.yaml': 'a: &a { b: *a }' }), 'openapi.yaml'))).toMatch(
      /deep|aliases?/i,
    )
  })

  test('more files than any contract has are refused', async () => {
    const folder = folderOf({
      'openapi.json': JSON.stringify(Array.from({ length: 1_100 }, (_, index) => ({ $ref: `./${index}.json` }))),
    })
    expect(await refused(join(folder, 'openapi.json'))).toContain('is made of more than 1000 files')
  })
})

describe('a contract from an address', () => {
  let server: Server
  let other: Server
  let base = ''
  let asked: string[] = []
  const addressOf = (one: Server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`

  beforeAll(async () => {
    other = createServer((request, response) => {
      asked.push(`other ${request.url}`)
      response.end('{"type":"object"}')
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    server = createServer((request, response) => {
      asked.push(`${request.url}`)
      switch (request.url) {
        case '/own.json':
          return response.end('{"a":{"$ref":"/item.json"}}')
        case '/item.json':
          return response.end('{"type":"object"}')
        case '/other.json':
          return response.end(`{"a":{"$ref":"${addressOf(other)}/item.json"}}`)
        case '/file.json':
          return response.end('{"a":{"$ref":"file:///etc/passwd"}}')
        case '/away.json':
          return response.writeHead(302, { location: `${addressOf(other)}/item.json` }).end()
        case '/endless.json': {
          const send = () => {
            while (response.write(Buffer.alloc(1_000_000, ' '))) if (response.destroyed) return
            if (!response.destroyed) response.once('drain', send)
          }
          return send()
        }
        default:
          return response.writeHead(404).end()
      }
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = addressOf(server)
  })
  afterAll(() => {
    for (const one of [server, other]) {
      one.closeAllConnections()
      one.close()
    }
  })

  test('refers to its own origin', async () => {
    expect((await bundleOf(`${base}/own.json`)).document['x-files']).toEqual({ item: { type: 'object' } })
  })

  test.each(['other', 'file', 'away'])('does not get off it: %s', async (name) => {
    asked = []
    await refused(`${base}/${name}.json`)
    expect(asked).toEqual([`/${name}.json`])
  })

  test('gets off it where that is allowed', async () => {
    expect((await bundleOf(`${base}/other.json`, [addressOf(other)])).document['x-files']).toEqual({
      item: { type: 'object' },
    })
  })

  test('that has no end is given up', async () => {
    expect(await refused(`${base}/endless.json`)).toContain('it is larger than 32 MB')
  })
})
