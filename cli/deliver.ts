import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../core/report.ts'
import { renderers } from '../reports/renderers.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './usage-error.ts'

export type Delivery = {
  readonly out: string
  readonly formats: readonly string[]
  readonly environment: Environment
}

/** The files that were written, and what is to be printed. */
export type Delivered = { readonly files: readonly string[]; readonly printed: string }

/** Renders the report in each format, writes the files, and adds the Markdown to the job summary of GitHub Actions. */
export const deliver = async (report: Report, { out, formats, environment }: Delivery): Promise<Delivered> => {
  const rendered = await Promise.all(
    renderers
      .filter(({ format }) => formats.includes(format))
      .map(async (renderer) => ({ renderer, text: await renderer.render(report) })),
  )
  const files = rendered.flatMap(({ renderer, text }) =>
    'file' in renderer ? [{ path: join(out, renderer.file), text }] : [],
  )
  if (files.length > 0) await mkdir(out, { recursive: true })
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)))
  const summary = rendered.find(({ renderer }) => renderer.format === 'markdown')
  if (summary) await addToJobSummary(summary.text, environment['GITHUB_STEP_SUMMARY'])
  return {
    files: files.map(({ path }) => path),
    printed: rendered.flatMap(({ renderer, text }) => ('prints' in renderer ? [text] : [])).join(''),
  }
}

const addToJobSummary = async (text: string, file: string | undefined): Promise<void> => {
  if (file === undefined || file === '') return
  await appendFile(file, text).catch((error: Error) => {
    throw new UsageError(`Cannot add to the job summary that GITHUB_STEP_SUMMARY names: ${error.message}.`)
  })
}

/** `json` is always among them. */
export const formatsOf = (text: string): readonly string[] => {
  const known = renderers.map(({ format }) => format)
  const formats = text.split(',').map((one) => one.trim())
  const unknown = formats.find((format) => !known.includes(format))
  if (unknown !== undefined)
    throw new UsageError(`There is no report format '${unknown}'; known are ${known.join(', ')}.`)
  return [...new Set(['json', ...formats])]
}
