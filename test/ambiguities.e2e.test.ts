// What the documents leave open, as a user meets it: listed, explained, and told of a target.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'

test('every number is listed with its question and what became of it', async () => {
  const { code, stdout } = await assay(['list', '--ambiguities'])
  expect(code).toBe(0)
  expect(stdout.split('\n').filter((line) => /^ *\d+ {2}/.test(line))).toHaveLength(206)
  expect(stdout).toContain(
    [
      ' 16  Is orderId text, as in one example, or a number, as in the other?',
      '     000 Order operation status / Success Response; requirements: dkhardware 4',
      '     both readings: orderId is text (strict), or orderId is a number (wide)',
      ' 17  ',
    ].join('\n'),
  )
})

test('those of one contract are listed as JSON', async () => {
  const { code, stdout } = await assay(['list', '--ambiguities', 'shopctrl', '--json'])
  const numbers = (JSON.parse(stdout) as { number: number }[]).map(({ number }) => number)
  expect([code, numbers.at(0), numbers.at(-1), numbers.length]).toEqual([0, 173, 205, 32])
})

test.each([
  ['a contract of the user', ['./openapi.yaml'], "not of './openapi.yaml'"],
  ['a choice of requirements', ['--only', 'x'], 'leave --only away'],
])('%s has no such list', async (_, args, said) => {
  const { code, stderr } = await assay(['list', '--ambiguities', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
})

test('explain tells the numbers that a requirement cites', async () => {
  const { stdout } = await assay(['explain', 'dkhardware/getOrderStatus/response.200/orderId/type'])
  expect(stdout).toContain(
    [
      "  ambiguity   16 (see the contract's README)",
      '    16        Is orderId text, as in one example, or a number, as in the other?',
      '              both readings: orderId is text (strict), or orderId is a number (wide)',
    ].join('\n'),
  )
})

test('a run ends with the readings the target holds, and the report has them', async () => {
  const folder = newFolder()
  const { stdout } = await assay(
    [
      'run',
      'dkhardware',
      '--seed',
      '1',
      '--only',
      'dkhardware/**/trailing-comma',
      '--only',
      'dkhardware/createOrder/response.200/status',
    ],
    { folder },
  )
  expect(stdout).toContain(
    [
      'Readings the target holds where the documents leave two open',
      '  = a trailing comma is refused, ambiguity 2',
      '  = success is 200, ambiguity 47',
    ].join('\n'),
  )
  const report = JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report
  expect(report.contracts[0]?.readings?.map(({ ambiguity, reading }) => [ambiguity, reading])).toEqual([
    [2, 'strict'],
    [47, 'strict'],
  ])
})
