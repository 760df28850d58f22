import { describe, expect, test } from 'vitest'
import { contextOf } from '../test/shop.ts'
import { noStackTrace } from './no-stack-trace.ts'

const run = (body: string) => noStackTrace.run(contextOf({ status: 500, body }))
const verdicts = (text: string) => [run(text), run(JSON.stringify({ detail: text }))].map(([one]) => one?.verdict)

describe('a stack trace is found, as text and within JSON', () => {
  test.each([
    ['Node', 'Error: x\n    at fn (/app/x.js:10:5)\n    at Object.<anonymous> (/app/y.js:1:1)'],
    ['Node, modules', 'Error: x\n    at async run (file:///app/main.mjs:10:5)'],
    [
      'Node, its own files',
      'Error: x\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    ],
    ['Node on Windows', 'Error: x\r\n    at fn (C:\\app\\x.js:10:5)\r\n    at g (C:\\app\\x.js:1:1)'],
    ['TypeScript', 'Error: x\n    at new Foo (/src/a.ts:1:2)'],
    ['Java', 'java.lang.NullPointerException\n\tat com.foo.Bar.baz(Bar.java:12)'],
    ['Kotlin', 'E\n\tat com.foo.BarKt$main$1.invoke(Bar.kt:12)'],
    ['.NET', 'System.Exception: x\r\n   at Shop.Orders.Create(Order order) in C:\\src\\Orders.cs:line 12'],
    [
      '.NET without files',
      'System.InvalidOperationException: x\r\n   at System.Linq.ThrowHelper.ThrowNoElementsException()\r\n   at System.Linq.Enumerable.First[TSource](IEnumerable`1 source)',
    ],
    ['.NET, in a text of its own', '   at Shop.Orders.Create(Order order) in C:\\src\\Orders.cs:line 12'],
    ['Node, in a text of its own', 'at Orders.create (/app/orders.js:10:5)'],
    [
      '.NET in an element',
      '<StackTrace>   at Shop.Orders.Create(Order order) in C:\\src\\Orders.cs:line 12</StackTrace>',
    ],
    ['Python', 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>'],
    ['PHP', '#0 /var/www/x.php(12): create()\n#1 {main}'],
    ['Ruby', "/app/x.rb:12:in `create'\n/app/y.rb:1:in `<main>'"],
    ['Ruby 3.4', "/app/x.rb:12:in 'Orders#create'"],
    ['Go', 'panic: x\n\ngoroutine 1 [running]:\nmain.main()'],
  ])('%s', (_, trace) => {
    expect(verdicts(trace)).toEqual(['fail', 'fail'])
  })
})

describe('prose is no stack trace', () => {
  test.each([
    'Deliver:\n  at gate 4:30\n  at the back door',
    'Call\nat 10:15\nat 11:20\nat 12:25',
    'Meet us\n at noon (12:30:00)\n at the office (2nd floor)',
    'See Foo.java:12 and x.js:10:5',
    'the price is 3 at 10:1\n',
    'Use #0 in index.php',
    'The error is at line 12:5 of your file.',
    'goroutine and traceback are words',
    "rb:12:in 'x'",
  ])('%j', (text) => {
    expect(verdicts(text)).toEqual(['pass', 'pass'])
  })
})

test('the finding shows where it begins', () => {
  expect(run('Error: x\n    at fn (/app/x.js:10:5)\n    at g (/app/x.js:1:1)')).toEqual([
    {
      requirement: 'shop/createThing/security/no-stack-trace',
      verdict: 'fail',
      finding: {
        message: 'The reply holds a stack trace',
        at: 'body',
        expected: 'no stack trace in any reply',
        received: 'at fn (/app/x.js:10:5',
        exchange: 'case#1',
      },
    },
  ])
})

test('without a reply there is nothing to say', () => {
  expect(noStackTrace.run(contextOf({ kind: 'withheld', detail: '' }))).toEqual([])
})

test.each([
  ['line breaks', '\n'],
  ['blanks', ' '],
  ['beginnings of frames', '\n at a b c '],
  ['beginnings of frames in a row', '\n at a.b('],
  ['beginnings of a trace', '#0 '],
])('a long body of %s takes no time to search', (_, unit) => {
  const started = performance.now()
  run(unit.repeat(1_000_000 / unit.length))
  expect(performance.now() - started).toBeLessThan(20_000)
})
