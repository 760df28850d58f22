import { expect, test } from 'vitest'
import { commandLine } from './program.ts'

const helps = commandLine().commands.map((command) => [command.name(), command.helpInformation()] as const)

test.each(helps)('the help of %s tells no default that is empty', (_, help) => {
  expect(help).not.toMatch(/default: *(?:\[\]|\{\})/)
})

test('defaults that say something are told', () => {
  expect(new Map(helps).get('baseline')).toMatch(/default:\s+"assay-baseline\.json"/)
})
