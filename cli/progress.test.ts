import { expect, test, vi } from 'vitest'
import { progressLine } from './progress.ts'

const screen = (isTTY: boolean) => {
  const lines: string[] = []
  let ms = 0
  const line = progressLine({ isTTY, columns: 60, write: (text) => lines.push(text) }, { quiet: false, now: () => ms })
  const at = (time: number, done: number, more: Partial<Parameters<typeof line.tick>[0]> = {}) => {
    ms = time
    line.tick({
      done,
      total: 200,
      sent: done * 3,
      contract: 'shop',
      caseId: `op/case-${done}`,
      outcome: 'done',
      broken: [],
      ...more,
    })
  }
  const wait = (time: number, seconds: number, why = '429') => {
    ms = time
    line.wait({ ms: seconds * 1000, why })
  }
  return { lines, at, wait, planned: line.planned, clear: line.clear }
}

test('a terminal has one line, written anew a few times a second and cut to its width', () => {
  const { lines, at, clear } = screen(true)
  at(50, 1)
  at(10_000, 50)
  at(10_010, 51, { outcome: 'failed' })
  at(20_000, 100)
  at(30_000, 150, { outcome: 'warned' })
  clear()
  expect(lines).toEqual(
    [
      '\r\u001b[2Kreading contracts',
      '\r\u001b[2K50/200 cases · 25 % · 0 cases failed · 900 requests/min · 0:30 left',
      '\r\u001b[2K100/200 cases · 50 % · 1 case failed · 900 requests/min · 0:20 lef',
      '\r\u001b[2K150/200 cases · 75 % · 1 case failed · 1 warned · 900 requests/min · 0:10 left',
      '\r\u001b[2K',
    ].map((line) => line.slice(0, 5 + 59)),
  )
})

test('a pipe has a line each half minute, and one for each of the first failures', () => {
  const { lines, at, clear } = screen(false)
  at(1_000, 10)
  at(2_000, 20, { outcome: 'failed', caseId: 'op/\u001b[2Jcase' })
  at(31_000, 30)
  for (let done = 31; done < 60; done += 1) at(31_500, done, { outcome: 'failed' })
  clear()
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(
      /^assay: failed: shop op\/.*case · 20\/200 cases · 10 % · 1 case failed · 1800 requests\/min · 0:18 left\n$/,
    ),
    'assay: 30/200 cases · 15 % · 1 case failed · 174 requests/min · 2:56 left\n',
  ])
  expect(lines.join('')).not.toContain('\u001b')
  expect(lines.length).toBe(2 + 9)
})

test('nothing is written where nothing is wanted', () => {
  const lines: string[] = []
  const { tick, clear } = progressLine({ isTTY: true, write: (text) => lines.push(text) }, { quiet: true })
  tick({ done: 1, total: 1, sent: 1, contract: 'shop', caseId: 'a', outcome: 'failed', broken: [] })
  clear()
  expect(lines).toEqual([])
})

test('verbose tells each case as it ends, and rewrites no line', () => {
  const written: string[] = []
  const stream = { isTTY: true, columns: 80, write: (text: string) => written.push(text) }
  const { tick, clear } = progressLine(stream, { quiet: false, verbose: true, now: () => 0 })
  tick({ done: 1, total: 2, sent: 1, contract: 'shop', caseId: 'a', outcome: 'done', broken: [] })
  tick({ done: 2, total: 3, sent: 3, contract: 'shop', caseId: 'b', outcome: 'warned', broken: [] })
  tick({ done: 3, total: 3, sent: 3, contract: 'shop', caseId: 'c', outcome: 'failed', broken: [] })
  clear()
  expect(written.join('')).toBe('assay: done   shop a\nassay: warned shop b\nassay: failed shop c\n')
})

test('a pipe has a line for the plan, and one for each wait that is worth one', () => {
  const { lines, at, wait, planned } = screen(false)
  planned([
    { contract: 'shop', cases: 200 },
    { contract: 'till', cases: 1 },
  ])
  wait(0, 1)
  wait(500, 58)
  wait(1_000, 58)
  at(59_000, 10)
  wait(60_000, 40, 'limit of 100 requests in 60 s')
  expect(lines).toEqual([
    'assay: shop: 200 cases, till: 1 case planned; how far it is follows every 30 s\n',
    'assay: waiting 58 s (429)\n',
    'assay: 10/200 cases · 5 % · 0 cases failed · 31 requests/min · 18:41 left\n',
    'assay: waiting 40 s (limit of 100 requests in 60 s) · 10/200 cases · 5 % · 0 cases failed · 30 requests/min · 19:00 left\n',
  ])
})

test('a terminal counts a wait down, though no case ends meanwhile', () => {
  vi.useFakeTimers()
  try {
    const written: string[] = []
    const line = progressLine(
      { isTTY: true, columns: 80, write: (text) => written.push(text) },
      { quiet: false, now: () => Date.now() },
    )
    line.planned([{ contract: 'shop', cases: 2 }])
    line.wait({ ms: 3_000, why: '429' })
    vi.advanceTimersByTime(10_000)
    line.clear()
    expect(written.map((text) => text.replace('\r\u001b[2K', ''))).toEqual([
      'reading contracts',
      'waiting 3 s (429)',
      'waiting 2 s (429)',
      'waiting 1 s (429)',
      '',
      '',
    ])
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('of a wait nothing is written where nothing is wanted', () => {
  const written: string[] = []
  const line = progressLine({ isTTY: false, write: (text) => written.push(text) }, { quiet: true })
  line.planned([{ contract: 'shop', cases: 2 }])
  line.wait({ ms: 9_000, why: '429' })
  line.clear()
  expect(written).toEqual([])
})
