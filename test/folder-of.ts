import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder with these files; objects are written as JSON. */
export const folderOf = (files: Readonly<Record<string, string | object>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'))
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}
