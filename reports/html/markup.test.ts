import { expect, test } from 'vitest'
import { content, html, trusted } from './markup.ts'

test('what is put into a template is escaped, in content and in attributes', () => {
  const hostile = `</p><script>alert("1 & 2")</script><!-- '`
  expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
    '<p title="&lt;/p&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;&lt;!-- &#39;">&lt;/p&gt;&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;&lt;!-- &#39;</p>',
  )
})

test('markup in a template, in lists too, stays what it is; nothing is nothing', () => {
  const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`)
  expect(html`<ol>${items}</ol>${undefined}${3}${trusted('<hr>')}`.markup).toBe(
    '<ol><li>a</li><li>&lt;b&gt;</li></ol>3<hr>',
  )
})

test('control characters are shown, not obeyed', () => {
  expect(html`${'a\u0000\u202eb\tc'}`.markup).toBe('a\\u0000\\u202eb\tc')
})

test('between tags quotes stay quotes, and nothing opens a tag', () => {
  expect(content('"a" & \'b\' </pre>\u001b').markup).toBe('"a" &amp; \'b\' &lt;/pre&gt;\\u001b')
})
