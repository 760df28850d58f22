import { describe, expect, test } from 'vitest'
import { code, fenced, prose } from './markdown-text.ts'

describe('prose', () => {
  test.each([
    ['plain words, 1.5 and a-b: done!', 'plain words, 1.5 and a-b: done!'],
    ['  two\n\nlines ', 'two lines'],
    ['<b>&amp;', '&lt;b&gt;&amp;amp;'],
    ['*a* _b_ ~c~ $d$ `e` |f| [g](h) \\', '\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$ \\`e\\` \\|f\\| \\[g\\](h) \\\\'],
    ['@a #1 GH-2', '@\u200ba #\u200b1 GH-\u200b2'],
    ['https://a www.b', 'https:\\//a www\\.b'],
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['12) a', '12\\) a'],
    ['12 a', '12 a'],
  ])('%j is written %j', (text, written) => {
    expect(prose(text)).toBe(written)
  })
})

describe('code', () => {
  test.each([
    ['a|b <c> *d*', '`a|b <c> *d*`'],
    ['a\nb', '`a b`'],
    ['a`b``c', '```a`b``c```'],
    ['`a', '`` `a ``'],
    [' ', '(nothing)'],
  ])('%j is written %j', (text, written) => {
    expect(code(text)).toBe(written)
  })
})

test('a fence is longer than any run of its kind inside', () => {
  expect(fenced('a', 'sh')).toBe('```sh\na\n```')
  expect(fenced('a ````` b', '')).toBe('``````\na ````` b\n``````')
})
