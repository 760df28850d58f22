import { expect, test } from 'vitest'
import { terminalSvg } from './terminal-svg.ts'

const spans = (text: string, columns = 20): readonly string[] =>
  [
    ...terminalSvg(text, { title: 'a title', columns }).matchAll(
      /<tspan fill="(#\w+)" font-weight="(\d+)">(.*?)<\/tspan>/g,
    ),
  ].map(([, fill, weight, shown]) => `${fill} ${weight} ${shown?.replaceAll('\u00a0', '_')}`)

test('colours and weights are those that the terminal was told', () => {
  expect(spans('\u001b[1m\u001b[31mfailed\u001b[39m\u001b[22m plain \u001b[2mdim\u001b[22m')).toEqual([
    '#ff8b80 700 failed',
    '#dcdcd8 400 _plain_',
    '#8d9299 400 dim',
  ])
})

test('what is written is text, never markup', () => {
  expect(spans('<b> & "c"')).toEqual(['#dcdcd8 400 &lt;b&gt;_&amp;_&quot;c&quot;'])
})

test('a line that is too long is cut where the terminal ends, and says so', () => {
  expect(spans('12345678901', 10)).toEqual(['#dcdcd8 400 123456789…'])
  expect(spans('1234567890', 10)).toEqual(['#dcdcd8 400 1234567890'])
})

test('every line has its place', () => {
  expect(terminalSvg('a\n\nb\n', { title: 't' }).match(/<text /g)).toHaveLength(3)
})
