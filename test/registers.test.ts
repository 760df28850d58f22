import { expect, test } from 'vitest'
import type { Contract } from '../contracts/contract.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import type { Requirement } from '../core/requirement.ts'

/**
 * Every id with its level, written once for all operations that share it. Ids are an interface: a line that goes away
 * or changes breaks somebody's list of known failures.
 */
const registerText = ({ id, operations, events, requirements }: Contract): string => {
  const names = [...operations, ...events].map((one) => one.id)
  const lines = grouped(requirements, (one) => splitBy(names, one.id.slice(id.length + 1), one.level))
  const sections = grouped([...lines], ([line, sharing]) => [sharing.join(' '), line])
  return [...sections]
    .flatMap(([sharing, messages]) => [sharing === '' ? '(the contract as a whole)' : sharing, ...folded(messages), ''])
    .join('\n')
}

const splitBy = (names: readonly string[], id: string, level: Requirement['level']): readonly [string, string] => {
  const [first = ''] = id.split('/')
  return names.includes(first) ? [`${level} ${id.slice(first.length + 1)}`, first] : [`${level} ${id}`, '']
}

/** `must request/total/type`, `must request/total/required` → one line. */
const folded = (lines: readonly string[]): readonly string[] =>
  [...grouped(lines, (line) => [line.slice(0, line.lastIndexOf('/')), line.slice(line.lastIndexOf('/') + 1)])].map(
    ([place, ends]) => `  ${place}/${ends.join(',')}`,
  )

const grouped = <T>(all: readonly T[], split: (one: T) => readonly [string, string]): ReadonlyMap<string, string[]> => {
  const groups = new Map<string, string[]>()
  for (const one of all) {
    const [key, member] = split(one)
    const list = groups.get(key)
    if (list) list.push(member)
    else groups.set(key, [member])
  }
  return groups
}

test.each(builtIn())('the requirements of %s and their levels are those that were there before', async (name) => {
  await expect(registerText(await loadContract(name))).toMatchFileSnapshot(`registers/${name}.txt`)
})
