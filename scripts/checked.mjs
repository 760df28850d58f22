// Asks about every contract that ships once, when the package is built: what is right then is not asked again at each load.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** The digests of their texts, as `contracts/checked.ts` reads them. Throws where one of the contracts is wrong. */
export const checkedIn = async (dist) => {
  const load = (file) => import(pathToFileURL(`${dist}/${file}`).href)
  const [{ bundleOf, textsOf }, { digestOf }, { loadContract, shipped }, { parseText }] = await Promise.all([
    load('contracts/bundle.js'),
    load('contracts/checked.js'),
    load('contracts/load.js'),
    load('contracts/parse-text.js'),
  ])
  const digests = []
  for (const name of shipped()) {
    await loadContract(name)
    const folder = `${dist}/schemas/${name}`
    digests.push(digestOf('document', textsOf(await bundleOf(`${folder}/openapi.yaml`))))
    for (const [part, file] of [
      ['relations', `${folder}/relations.yaml`],
      ['workflows', `${folder}/workflows.arazzo.yaml`],
    ]) {
      if (!existsSync(file)) continue
      const text = readFileSync(file, 'utf8')
      digests.push(digestOf(part, [text]))
      for (const { inputs } of parseText(text, file).workflows ?? [])
        if (inputs !== undefined) digests.push(digestOf('inputs', [JSON.stringify(inputs)]))
    }
  }
  return digests
}
