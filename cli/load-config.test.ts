import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { fileText, loadConfig } from './load-config.ts'

const treeWith = (files: Readonly<Record<string, unknown>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'assay-config-'))
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(content))
  }
  return root
}

const from = async (root: string, folder: string, file?: string) => {
  const config = await loadConfig(file, join(root, folder))
  return { seed: config.seed, contract: config.contract, file: fileText(config, join(root, folder)) }
}

test('a configuration is found in the folder itself, before any above it', async () => {
  const root = treeWith({ '.git/HEAD': '', 'assay.config.json': { seed: 1 }, 'a/assay.config.json': { seed: 2 } })
  expect(await from(root, 'a')).toEqual({ seed: 2, contract: undefined, file: 'assay.config.json' })
})

test('a configuration is found in a folder above, up to that of the repository', async () => {
  const root = treeWith({ '.git/HEAD': '', 'assay.config.json': { seed: 1 }, 'a/b/c.txt': '' })
  expect(await from(root, 'a/b')).toEqual({ seed: 1, contract: undefined, file: '../../assay.config.json' })
})

test('what stands above the repository is not of it, be its .git a folder or a file', async () => {
  for (const git of ['repository/.git/HEAD', 'repository/.git']) {
    const root = treeWith({ 'assay.config.json': { seed: 1 }, [git]: '', 'repository/a/b.txt': '' })
    expect(await from(root, 'repository/a')).toEqual({ seed: undefined, contract: undefined, file: '' })
    expect((await from(root, '.')).seed).toBe(1)
  }
})

test('the path of a contract starts from the folder of the configuration; names and URLs are the same everywhere', async () => {
  const contractIn = async (contract: string, folder: string, file?: string) =>
    (await from(treeWith({ 'assay.config.json': { contract }, 'a/b.txt': '' }), folder, file)).contract
  expect(await contractIn('./shop.yaml', '.')).toBe('./shop.yaml')
  expect(await contractIn('./shop.yaml', 'a')).toBe('../shop.yaml')
  expect(await contractIn('docs/shop.yaml', 'a', '../assay.config.json')).toBe('../docs/shop.yaml')
  expect(await contractIn('a/crayon', 'a')).toBe('./crayon')
  expect(await contractIn('crayon', 'a')).toBe('crayon')
  expect(await contractIn('https://example.com/shop.yaml', 'a')).toBe('https://example.com/shop.yaml')
})

test('what is no regular file is not read: it may have no end', async () => {
  await expect(loadConfig('/dev/zero', '.')).rejects.toThrow('/dev/zero is no regular file')
  await expect(loadConfig(tmpdir(), '.')).rejects.toThrow('is no regular file')
})

test.each([
  [
    'assay.config.ts',
    "export default {\n  contract: 'crayon',\n  target: { baseUrl 'http://x' },\n}\n",
    ':3:20 does not parse: Unexpected',
  ],
  ['assay.config.mjs', 'export default {\n  target: {', ' does not parse: Unexpected token'],
  ['assay.config.json', '{ "contract": "crayon",\n "target": {baseUrl: 3} }', ':2:13 does not parse: '],
])('the place is named where %s does not parse', async (name, content, said) => {
  const root = mkdtempSync(join(tmpdir(), 'assay-config-'))
  writeFileSync(join(root, name), content)
  await expect(loadConfig(undefined, root)).rejects.toThrow(said)
})
