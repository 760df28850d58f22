import { pathToFileURL } from 'node:url'

/** What a configuration file exports, TypeScript or not. `assay` in it is this package. */
export const evaluate = async (file: string): Promise<unknown> => {
  const { createJiti } = await import('jiti')
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    alias: { assay: new URL('../index.js', import.meta.url).pathname },
  })
  return jiti.import(pathToFileURL(file).href, { default: true })
}
