// Makes the pictures of docs/pictures: page, side by side, terminal and Markdown. Needs a build, and a browser: Debian's
// chromium, or the one that CHROMIUM_PATH names.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const { browserPath, launch } = await jiti.import('../test/chromium.ts')
const { terminalSvg } = await jiti.import('./pictures/terminal-svg.ts')

const place = (path) => fileURLToPath(new URL(path, import.meta.url))
const main = place('../dist/cli/main.js')
const out = place('../docs/pictures/')

if (!browserPath) {
  process.stderr.write('No browser is found: install chromium, or name one by CHROMIUM_PATH. Nothing was made.\n')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'assay-pictures-'))
mkdirSync(out, { recursive: true })

/** So many bytes a picture may have: they ship with the package. */
const most = 150_000

const begin = (args, { node = [], color = false } = {}) => {
  const env = { PATH: process.env.PATH, HOME: folder, ...(color ? { FORCE_COLOR: '1' } : {}) }
  return spawn(process.execPath, [...node, main, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
}

const textOf = (child, stream) => {
  let text = ''
  child[stream].on('data', (chunk) => {
    text += chunk
  })
  return new Promise((resolve) => child.on('close', () => resolve(text)))
}

const printed = (args) => {
  const child = begin(args, { color: true })
  child.stderr.resume()
  return textOf(child, 'stdout')
}

/** The line that a run shows in a terminal while its target has it wait; nothing where it does not come to that in time. */
const waitingLine = async () => {
  const served = begin(['serve', 'dkhardware', '--limit', 'write=40/60'])
  const url = await new Promise((resolve) => {
    let text = ''
    served.stdout.on('data', (chunk) => {
      text += chunk
      const [found] = /http:\/\/\S+(?=\s)/.exec(text) ?? []
      if (found && text.includes('Ctrl-C')) resolve(found)
    })
  })
  const fixtures = [
    'customerId=424726',
    'productId=17',
    'userId=93',
    'paymentMethodCode=credit-card',
    'shippingMethod=Standard Ground',
  ]
  const args = [
    'run',
    'dkhardware',
    '--target',
    url,
    '--token',
    'reference-token',
    '--allow-writes',
    '--out',
    'waiting',
    '--seed',
    '1',
  ]
  const child = begin([...args, ...fixtures.flatMap((one) => ['--fixture', one])], {
    // It takes its standard error for a terminal.
    node: ['--import', 'data:text/javascript,process.stderr.isTTY=true;process.stderr.columns=110'],
  })
  const line = await new Promise((resolve) => {
    child.stdout.resume()
    child.on('close', () => resolve(undefined))
    child.stderr.on('data', (chunk) => {
      const found = String(chunk)
        .split('\r\u001b[2K')
        .find((one) => /^waiting \d+ s .* cases ·/.test(one))
      if (found) resolve(found)
    })
  })
  child.kill('SIGKILL')
  served.kill('SIGKILL')
  if (!line) throw new Error('The run was not made to wait, so there is no picture of that.')
  return line
}

const faults = ['ignores-referenceId-maxLength', 'error-title-missing', 'errors-name-another-field'].flatMap((id) => [
  '--fault',
  id,
])
const typed = (args) => `$ npx assay ${args.join(' ')}\n\n`

const passing = ['run', 'dkhardware', '--reference', '--seed', '1', '--out', 'pass']
const failing = [
  'run',
  'dkhardware',
  '--seed',
  '1',
  '--only',
  'createOrder/violation/referenceId/maxLength',
  '--fault',
  'ignores-referenceId-maxLength',
]
const terminals = {
  'terminal-pass': { title: 'A run that conforms, in a terminal', text: typed(passing) + (await printed(passing)) },
  'terminal-fail': {
    title: 'A run that finds a broken promise, in a terminal',
    text: typed(failing) + (await printed(failing)),
  },
  'terminal-waiting': {
    title: 'A run that waits because its target answers 429, in a terminal',
    text: `$ npx assay run\n\n${await waitingLine()}`,
  },
}
for (const [name, { title, text }] of Object.entries(terminals))
  writeFileSync(join(out, `${name}.svg`), terminalSvg(text, { title }))

await printed(['run', 'dkhardware', '--seed', '1', '--out', 'b', '--report', 'html,markdown', ...faults])
await printed([
  'run',
  'dkhardware',
  '--seed',
  '1',
  '--out',
  'c',
  '--depth',
  'quick',
  '--fault',
  'payload-total-boolean',
])
await printed(['report', 'pass/report.json', 'b/report.json', 'c/report.json', '--to', 'html', '--out', 'side'])

const html = (name) => pathToFileURL(join(folder, name)).href
writeFileSync(
  join(folder, 'summary.html'),
  `<!DOCTYPE html><meta charset="utf-8"><title>summary</title><pre style="font:13px/1.45 monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:20px">${readFileSync(join(folder, 'b/summary.md'), 'utf8').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
)

const pages = [
  { name: 'page-wide', url: html('b/report.html'), width: 1440, height: 1000 },
  { name: 'page-narrow', url: html('b/report.html'), width: 1024, height: 900 },
  { name: 'page-dark', url: html('b/report.html'), width: 1440, height: 1000, colorScheme: 'dark' },
  { name: 'page-print', url: html('b/report.html'), width: 794, height: 900, media: 'print' },
  { name: 'side-by-side', url: html('side/side-by-side.html'), width: 1280, height: 1200 },
  { name: 'markdown', url: html('summary.html'), width: 1100, height: 820 },
]

const browser = await launch(browserPath)
try {
  for (const { name, url, width, height, colorScheme = 'light', media = 'screen' } of pages) {
    const page = await (await browser.newContext({ viewport: { width, height }, colorScheme })).newPage()
    await page.emulateMedia({ media, colorScheme })
    await page.goto(url)
    // On paper the margin is the printer's.
    if (media === 'print') await page.evaluate("document.body.style.padding = '30px'")
    await page.screenshot({ path: join(out, `${name}.png`) })
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

for (const name of [...Object.keys(terminals).map((one) => `${one}.svg`), ...pages.map((one) => `${one.name}.png`)]) {
  const { size } = statSync(join(out, name))
  process.stdout.write(`docs/pictures/${name}  ${Math.ceil(size / 1000)} kB\n`)
  if (size > most) throw new Error(`docs/pictures/${name} has ${size} bytes; at most ${most} ship with the package.`)
}
