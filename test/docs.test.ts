// Pages that people read: every link leads somewhere, every command exists with its flags, and what is generated is as generated.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commandLine } from '../cli/program.ts'
import * as annotations from '../scripts/docs/annotations.ts'
import * as commands from '../scripts/docs/commands.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) return pagesIn(path)
    return name.endsWith('.md') ? [path] : []
  })

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pagesIn('docs')]

/** Targets of the links of a page, but those of other servers; code is no link. */
const linksOf = (page: string): readonly string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link))

const prose = (page: string): string =>
  read(page)
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[\])]/g, ' '))

/** As GitHub names a heading. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/\]\([^)]*\)/g, '')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(pages)('every link of %s leads to a file that is there, and to a heading of it', (page) => {
  const lost = linksOf(page).filter((link) => {
    const [path = '', anchor] = link.split('#')
    const file = path === '' ? page : relative(root, resolve(root, dirname(page), path))
    if (!existsSync(join(root, file))) return true
    return anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor)
  })
  expect(lost).toEqual([])
})

test('a link that leads nowhere would be found', () => {
  expect(linksOf('README.md').length).toBeGreaterThan(15)
  expect(anchorsOf('docs/sandbox.md')).toContain('an-openapi-document-of-your-own')
})

test('the table of contents leads to every page', () => {
  const linked = linksOf('docs/index.md').map((link) => join('docs', link))
  expect(pagesIn('docs').filter((page) => page !== 'docs/index.md' && !linked.includes(page))).toEqual([])
})

test.each(['README.md', ...pagesIn('docs')])('what %s links to is in the package', (page) => {
  const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] }
  const shipped = (path: string) =>
    files.some(
      (one) => path === one || path.startsWith(`${one}/`) || new RegExp(`^${one.replaceAll('*', '[^/]+')}$`).test(path),
    )
  expect(
    linksOf(page)
      .map((link) => link.split('#')[0] ?? '')
      .filter((path) => path !== '' && !shipped(relative(root, resolve(root, dirname(page), path)))),
  ).toEqual([])
})

const codeIn = (page: string, language: string): readonly string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code)

test('the page about CI has all that README and index promise of it', () => {
  const promised = {
    GitHub: 'github-actions',
    GitLab: 'gitlab',
    Jenkins: 'jenkins',
    Azure: 'azure-pipelines',
    container: 'docker',
    'known failures': 'known-failures',
    shards: 'shards-and-resumed-runs',
    'resumed runs': 'shards-and-resumed-runs',
  }
  for (const page of ['README.md', 'docs/index.md']) {
    const [line = ''] = read(page).match(/^.*GitHub.*GitLab.*\bci\.md.*$|^.*\bci\.md.*GitHub.*GitLab.*$/m) ?? []
    for (const [word, anchor] of Object.entries(promised)) {
      expect(line).toContain(word)
      expect(anchorsOf('docs/ci.md')).toContain(anchor)
    }
  }
})

test('what runs on the first day in CI names no file of known failures, and the recipe of plain steps is the same', () => {
  const [line = ''] =
    codeIn('README.md', 'sh')
      .find((code) => code.includes(',github'))
      ?.split('#') ?? []
  expect(line).toMatch(/^npx assay run --report \S+/)
  expect(line).not.toContain('--baseline')
  const [, formats = ''] = /--report (\S+)/.exec(line) ?? []
  const [recipe = ''] = codeIn('docs/ci.md', 'yaml')
  const { jobs } = parse(recipe) as {
    readonly jobs: { readonly assay: { readonly steps: readonly { readonly run?: string }[] } }
  }
  const [install, run = '', ...others] = jobs.assay.steps.flatMap((step) => step.run ?? [])
  expect([install, others]).toEqual(['npm ci', []])
  expect(run).toContain(`--report ${formats}`)
  expect(run).not.toContain('--baseline')
})

test('the README fits in one sitting', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(151)
})

/** What stands in code as a command of ours: its name, and the flags up to the end of the command. */
const commandsIn = (page: string) =>
  [
    ...read(page)
      .replaceAll('\\\n', ' ')
      .matchAll(/(?:npx |`|^ *|\$ )assay ([a-z]+)\b([^\n`|#]*)/gm),
  ].map(([whole, name = '', rest = '']) => ({
    whole,
    name,
    flags: [...rest.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag),
  }))

const known = new Map(
  commandLine().commands.map((command) => [
    command.name(),
    new Set([...command.options.map(({ long }) => long ?? ''), '--help']),
  ]),
)

test.each(pages)('every command in %s exists, with its flags', (page) => {
  const wrong = commandsIn(page).filter(
    ({ name, flags }) => !known.has(name) || flags.some((flag) => !known.get(name)?.has(flag)),
  )
  expect(wrong.map(({ whole }) => whole)).toEqual([])
})

test('a command that does not exist would be found', () => {
  expect(commandsIn('README.md').map(({ name }) => name)).toEqual(expect.arrayContaining(['run', 'init', 'doctor']))
  expect(commandsIn('README.md').flatMap(({ flags }) => flags)).toEqual(
    expect.arrayContaining(['--allow-writes', '--only']),
  )
})

test('the README names every command', () => {
  expect([...known.keys()].filter((name) => !read('README.md').includes(`\`${name}\``))).toEqual([])
})

test.each([
  ['docs/annotations.md', annotations.text],
  ['docs/commands.md', commands.text],
])('%s is as npm run docs writes it', (page, text) => {
  expect(read(page)).toBe(text())
})

test('the page of the API names all that the package exports, and nothing else in its table', () => {
  const exported = [...read('index.ts').matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.replace(/^\s*(?:type )?(?:\w+ as )?/, '').trim())
      .filter(Boolean),
  )
  const rows = read('docs/api.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')
  const named = rows.flatMap((row) => [...row.matchAll(/`(\w+)/g)].map(([, name]) => name ?? ''))
  expect(named.sort()).toEqual(exported.sort())
})

test('every figure of the README is one that the code has', () => {
  const { engines } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } }
  expect(read('README.md')).toContain(`Node ${engines.node.replace('>=', '')} or newer`)
  const places = read('schemas/ambiguities.yaml').match(/^- \{ number: \d+,/gm)?.length
  expect(read('README.md')).toContain(`the ${places} places where the documents are open`)
})
