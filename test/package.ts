// The package as its users get it: packed, and laid out in an empty folder as npm would, without asking a registry.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type Packed = { readonly tarball: string; readonly files: readonly string[] }

/** Packs what was built; nothing is built anew. */
export const pack = (): Packed => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pack-'))
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const packed = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
  const [{ filename, files }] = packed as [{ filename: string; files: { path: string }[] }]
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) }
}

/** An empty project with the package in it: of what is installed here, it sees only the dependencies that it declares. */
export const install = ({ tarball }: Packed): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-project-'))
  const modules = join(folder, 'node_modules')
  const home = join(modules, 'assay')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  mkdirSync(home)
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'])
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }\n')
  const { dependencies, bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
    readonly bin: { readonly assay: string }
  }
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  symlinkSync(join('..', 'assay', bin.assay), join(modules, '.bin', 'assay'))
  return folder
}
