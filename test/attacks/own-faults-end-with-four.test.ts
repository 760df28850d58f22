import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { failWith } from '../../cli/fail.ts'
import { endsAsItShould, type OwnEnd } from '../../cli/own-end.ts'
import { UsageError } from '../../cli/usage-error.ts'

const processOf = () => {
  const ends: number[] = []
  const lines: string[] = []
  const stderr = new PassThrough()
  stderr.on('data', (chunk) => lines.push(String(chunk)))
  const process: OwnEnd & EventEmitter = Object.assign(new EventEmitter(), {
    stdout: new PassThrough(),
    stderr,
    exit: (code: number) => void ends.push(code),
    exitCode: undefined,
  })
  endsAsItShould(
    process,
    failWith((line) => void stderr.write(line), { debug: false }),
  )
  return { process, ends, lines }
}
const errorOf = (code: string) => Object.assign(new Error(code), { code })

test('what nothing caught ends with 4', () => {
  const { process, ends, lines } = processOf()
  process.emit('uncaughtException', new TypeError('x is not a function'))
  expect(ends).toEqual([4])
  expect(lines.join('')).toContain("a fault of Assay's own, please report it: x is not a function")
})

test('work that comes to no end ends with 4', () => {
  const { process } = processOf()
  process.emit('exit', 13)
  expect(process.exitCode).toBe(4)
})

test.each([
  [0, 3],
  [1, undefined],
  [2, undefined],
])('where not all could be printed, %i ends with %j', (code, expected) => {
  const { process, lines } = processOf()
  process.stdout.emit('error', errorOf('ENOSPC'))
  process.emit('exit', code)
  expect(process.exitCode).toBe(expected)
  expect(lines.join('')).toContain('not all could be printed')
})

test('a reader that has seen enough changes nothing, nor does a closed stderr', () => {
  const { process, ends } = processOf()
  process.stdout.emit('error', errorOf('EPIPE'))
  for (const code of ['EPIPE', 'ENOSPC']) process.stderr.emit('error', errorOf(code))
  process.emit('exit', 0)
  expect([process.exitCode, ends]).toEqual([undefined, []])
})

test.each([
  [new TypeError('x'), 4],
  [null, 4],
  [undefined, 4],
  ['text', 4],
  [Object.create(null), 4],
  [new UsageError('x'), 2],
  [new CommanderError(1, 'commander.unknownOption', 'x'), 2],
  [new CommanderError(0, 'commander.help', 'x'), 0],
])('%s is told and ends with %i', (error, expected) => {
  expect(failWith(() => undefined, { debug: false })(error)).toBe(expected)
})
