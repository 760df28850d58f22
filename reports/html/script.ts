/**
 * What the page can do beyond showing itself: theme, copying, filtering, opening what a link leads to. It reads nothing
 * but the page, and everything on the page is there without it.
 */
export const script = `'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const root = document.documentElement

const remembered = (theme) => {
  try {
    if (theme) localStorage.setItem('assay-theme', theme)
    return localStorage.getItem('assay-theme')
  } catch {
    return null
  }
}
const theme = document.getElementById('theme')
const isDark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
const paint = () => { theme.textContent = isDark() ? 'Light theme' : 'Dark theme' }
if (/^(light|dark)$/.test(remembered() ?? '')) root.dataset.theme = remembered()
theme.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark'
  remembered(root.dataset.theme)
  paint()
})
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
theme.hidden = false
paint()

const status = document.getElementById('status')
const selected = (element) => {
  const range = document.createRange()
  range.selectNodeContents(element)
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}
const copy = async (button) => {
  const text = button.previousElementSibling
  try {
    await navigator.clipboard.writeText(text.textContent)
    status.textContent = button.textContent = 'Copied'
  } catch {
    selected(text)
    status.textContent = button.textContent = 'Selected'
  }
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
}
for (const button of all('.copy')) {
  button.hidden = false
  button.addEventListener('click', () => copy(button))
}

document.addEventListener('toggle', ({ target }) => {
  if (!target.open) return
  for (const mark of all('pre mark', target)) {
    const text = mark.closest('pre')
    text.scrollTop = mark.offsetTop - text.offsetTop - text.clientHeight / 3
  }
}, true)

const opened = (element) => {
  for (let one = element; one; one = one.parentElement) if (one.localName === 'details') one.open = true
}
const arrive = () => {
  let id = location.hash.slice(1)
  try { id = decodeURIComponent(id) } catch {}
  const element = id && document.getElementById(id)
  if (!element) return
  reset(element)
  opened(element)
  element.tabIndex = -1
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block: 'start', behavior: 'instant' })
}

const filter = document.getElementById('filter')
const fields = Object.fromEntries(all('[name]', filter).map((field) => [field.name, field]))
let rows
const promises = () => rows ??= all('.promises tbody tr:not(.head)').map((row) => ({
  row,
  text: row.textContent.toLowerCase(),
  verdict: row.parentElement.dataset.verdict,
  level: row.cells[1].textContent,
}))
const most = 400
const apply = () => {
  const { text, verdict, level } = fields
  const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const isOn = words.length > 0 || verdict.value !== '' || level.value !== ''
  const matching = new Set()
  for (const one of promises()) {
    const isShown = words.every((word) => one.text.includes(word)) &&
      (verdict.value === '' || one.verdict === verdict.value) && (level.value === '' || one.level === level.value)
    one.row.hidden = !isShown
    if (isShown) matching.add(one.row)
  }
  for (const part of all('.all tbody, .all .group, .all .operation')) {
    part.hidden = isOn && !part.querySelector('tbody tr:not(.head):not([hidden])')
    if (part.localName === 'details') part.open = isOn && !part.hidden && matching.size <= most
  }
  filter.querySelector('output').textContent = isOn ? matching.size + ' of ' + rows.length : ''
}
const clear = () => {
  for (const field of Object.values(fields)) field.value = ''
  apply()
}
const reset = (element) => { if (element.closest('[hidden]')) clear() }
let waiting
filter.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(() => { apply(); save() }, 120)
})
filter.querySelector('button').addEventListener('click', () => { clear(); save() })
filter.hidden = false

/** What is looked for and what is open, in the address: it can be sent to somebody. */
const keyOf = (details) => details.querySelector('[id]')?.id
const save = () => {
  const state = new URLSearchParams()
  for (const [name, field] of Object.entries(fields)) if (field.value !== '') state.set(name, field.value)
  for (const one of all('details[open]')) {
    const isDeepest = !one.querySelector('details[open]')
    const key = isDeepest && !one.hidden && keyOf(one)
    if (key && (!one.closest('.all') || state.size === 0)) state.append('open', key)
  }
  const text = state.toString()
  history.replaceState(null, '', text === '' ? location.pathname + location.search : '#?' + text)
}
const restore = () => {
  const state = new URLSearchParams(location.hash.slice(2))
  for (const [name, field] of Object.entries(fields)) field.value = state.get(name) ?? ''
  apply()
  for (const key of state.getAll('open')) opened(document.getElementById(key))
}
const start = () => location.hash.startsWith('#?') ? restore() : arrive()

addEventListener('hashchange', start)
// An address says itself what is open.
if (location.hash !== '') for (const one of all('details[open]')) one.open = false
start()
document.addEventListener('click', (event) => {
  if (event.target.closest('summary')) setTimeout(save)
  const count = event.target.closest('a[data-verdict]')
  if (count) {
    event.preventDefault()
    fields.text.value = ''
    fields.verdict.value = count.dataset.verdict
    fields.level.value = count.dataset.level
    apply()
    save()
    document.getElementById('all').scrollIntoView({ block: 'start', behavior: 'instant' })
    return
  }
  const link = event.target.closest('a[href^="#"]')
  if (link && link.hash === location.hash) arrive()
})
addEventListener('beforeprint', () => { for (const one of all('.broken details:not(.more)')) one.open = true })
`
