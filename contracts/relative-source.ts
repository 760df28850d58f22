import type { Source } from '../core/requirement.ts'

/**
 * A shared part of a contract stands in each operation's own section of the document: `./Error Response` is that
 * section below the operation's.
 */
export const placedIn = (operation: Source, source: Source): Source =>
  source.section.startsWith('./')
    ? { ...source, document: operation.document, section: `${operation.section} / ${source.section.slice(2)}` }
    : source
