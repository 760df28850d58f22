import { type Level, levelOfSource, type Source } from '../../core/requirement.ts'
import { annotation } from '../annotations.ts'

/** The level of each keyword that the kind of its source does not decide; `*` for those not named. */
export type Levels = Readonly<Record<string, Level>>

export const levelOf = (levels: Levels, keyword: string, source: Source): Level =>
  levels[keyword] ?? levels['*'] ?? levelOfSource(source)

/** Where a keyword of a place stands. */
export const sourceOf = (
  { source, sources }: { readonly source: Source; readonly sources: Readonly<Record<string, Source>> },
  keyword: string,
): Source => sources[keyword] ?? source

/** Where an annotated object says that it stands; what it leaves out is as it is around it. */
export const sourceIn = (annotated: unknown, around?: Source): Source | undefined => {
  const own = annotation(annotated, 'x-assay-source')
  return own && placed(own, around)
}

/** Where each keyword of a schema stands that stands elsewhere than the rest. */
export const sourcesIn = (schema: unknown, around: Source): Readonly<Record<string, Source>> =>
  Object.fromEntries(
    Object.entries(annotation(schema, 'x-assay-source-of') ?? {}).map(([keyword, own]) => [
      keyword,
      placed(own, around),
    ]),
  )

/** A source that names no section is that around it, of another kind; one that names no document is of the same. */
const placed = (own: Partial<Source>, around: Source = { document: '', section: '' }): Source => {
  if (own.section === undefined) return { ...around, ...own }
  const { document = around.document, section, row, kind } = own
  return { document, section, ...(row === undefined ? {} : { row }), ...(kind === undefined ? {} : { kind }) }
}

export const levelsIn = (annotated: unknown): Levels | undefined => {
  const level = annotation(annotated, 'x-assay-level')
  return typeof level === 'string' ? { '*': level } : level
}
