import { appendFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDiskFull } from '../core/disk-full.ts'
import type { Report } from '../core/report.ts'
import { messageOf } from '../core/thrown.ts'
import { renderers } from '../reports/renderers.ts'
import type { Environment } from './environment.ts'
import { everyExchangeIn } from './every-exchange-in.ts'
import { makeFolder } from './make-folder.ts'
import { UsageError } from './usage-error.ts'

export type Delivery = {
  readonly out: string
  readonly formats: readonly string[]
  readonly environment: Environment
  /** Files that hold every exchange of the run. @defaultValue none: what the report holds of them is written */
  readonly evidence?: readonly string[]
}

/** The files that were written, what is to be printed, and why what else was asked for is not there. */
export type Delivered = {
  readonly files: readonly string[]
  readonly printed: string
  readonly unwritten: readonly string[]
}

/** Renders the report in each format, writes the files, and adds the Markdown to the job summary of GitHub Actions. */
export const deliver = async (
  report: Report,
  { out, formats, environment, evidence = [] }: Delivery,
): Promise<Delivered> => {
  const asked = renderers.filter(({ format }) => formats.includes(format))
  const texts: Text[] = []
  const printed: string[] = []
  for (const renderer of asked) {
    if ('prints' in renderer) printed.push(await renderer.render(report))
    else {
      const { format, file, renderAll } = renderer
      const isWhole = renderAll !== undefined && evidence.length > 0
      texts.push({
        format,
        file,
        text: isWhole ? renderAll(report, everyExchangeIn(evidence)) : await renderer.render(report),
      })
    }
  }
  return { ...(await deliverTexts(texts, { out, environment })), printed: printed.join('') }
}

type Text = { readonly format: string; readonly file: string; readonly text: string | AsyncIterable<string> }

/** Writes what is rendered already, and adds the Markdown to the job summary of GitHub Actions. */
export const deliverTexts = async (
  texts: readonly Text[],
  { out, environment }: Omit<Delivery, 'formats'>,
): Promise<Omit<Delivered, 'printed'>> => {
  const files = texts.map(({ file, text }) => ({ path: join(out, file), text }))
  if (files.length > 0) inFolder(out, () => makeFolder(out))
  const written = await Promise.all(files.map(writtenOr))
  const summary = texts.find(({ format }) => format === 'markdown')
  const added =
    typeof summary?.text === 'string'
      ? await addToJobSummary(summary.text, environment['GITHUB_STEP_SUMMARY'])
      : undefined
  return {
    files: files.flatMap(({ path }, place) => (written[place] === undefined ? [path] : [])),
    unwritten: [...written, added].filter((why) => why !== undefined),
  }
}

const inFolder = <T>(out: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new UsageError(`The report cannot be written to ${out}: ${messageOf(error)}. Give another folder with --out.`)
  }
}

/** Whole or not at all: what an earlier run left there would be taken for this one's. Why it could not be written. */
const writtenOr = async ({
  path,
  text,
}: {
  readonly path: string
  readonly text: Text['text']
}): Promise<string | undefined> => {
  const partial = `${path}.partial`
  try {
    await writeFile(partial, text)
    await rename(partial, path)
    return undefined
  } catch (error) {
    for (const one of [partial, path]) await rm(one, { force: true }).catch(() => undefined)
    return `${path} cannot be written: ${messageOf(error)}`
  }
}

/** Why it could not be added, where the disk is full. */
const addToJobSummary = async (text: string, file: string | undefined): Promise<string | undefined> => {
  if (file === undefined || file === '') return undefined
  return appendFile(file, text).then(
    () => undefined,
    (error: Error) => {
      if (isDiskFull(error)) return `${file} cannot be written: ${error.message}`
      throw new UsageError(`Cannot add to the job summary that GITHUB_STEP_SUMMARY names: ${error.message}.`)
    },
  )
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
