import { ambiguities } from '../contracts/ambiguities.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import { type Ambiguity, resolutionText } from '../core/ambiguity.ts'
import { UsageError } from './usage-error.ts'

/** An ambiguity with how many requirements cite it, contract by contract. */
type Counted = Ambiguity & { readonly requirements: Readonly<Record<string, number>> }

/** All that the documents leave open, with what became of it. */
export const listAmbiguities = async (contracts: readonly string[], form: 'text' | 'json'): Promise<string> => {
  const unknown = contracts.find((name) => !builtIn().includes(name))
  if (unknown !== undefined)
    throw new UsageError(`Ambiguities are listed of built-in contracts (${builtIn().join(', ')}), not of '${unknown}'.`)
  const wanted = contracts.length > 0 ? contracts : builtIn()
  const cited = new Map<string, readonly number[]>()
  for (const name of wanted) {
    const { requirements } = await loadContract(name)
    cited.set(
      name,
      requirements.flatMap((one) => one.ambiguities),
    )
  }
  const all = ambiguities()
    .filter((one) => one.contracts.some((name) => wanted.includes(name)))
    .map((one) => counted(one, cited))
  return form === 'json' ? `${JSON.stringify(all, null, 2)}\n` : all.map(text).join('')
}

const counted = (one: Ambiguity, cited: ReadonlyMap<string, readonly number[]>): Counted => ({
  ...one,
  requirements: Object.fromEntries(
    one.contracts.flatMap((name) => {
      const numbers = cited.get(name)
      return numbers ? [[name, numbers.filter((number) => number === one.number).length]] : []
    }),
  ),
})

const text = (one: Counted): string => {
  const counts = Object.entries(one.requirements).map(([name, count]) => `${name} ${count}`)
  return [
    `${String(one.number).padStart(3)}  ${one.question}`,
    `     ${one.document} ${one.section}; requirements: ${counts.join(', ')}`,
    `     ${resolutionText(one)}`,
    '',
  ].join('\n')
}
