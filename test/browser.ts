// What tests ask of a page in a real browser.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

export { browserPath, launch } from './chromium.ts'

/** Where screenshots are kept for people to look at. */
const pictures = fileURLToPath(new URL('../test-artifacts/', import.meta.url))

export const picture = async (page: Page, name: string, { fullPage = true } = {}): Promise<void> => {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage })
}

/** What axe finds wrong, one line each. */
export const axeViolations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  const found = await page.evaluate<readonly { readonly id: string; readonly nodes: readonly { html: string }[] }[]>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations)`,
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
}

/** How many pixels of the page lie beyond the window's right edge. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
