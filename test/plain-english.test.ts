// Texts that people meet say what happened, then what to do, in the words of the glossary, short enough to be read at once.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commandLine } from '../cli/program.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) return filesIn(path)
    return name.endsWith('.ts') && !name.endsWith('.test.ts') ? [path] : []
  })

/** What a program may say: messages, reasons, remedies, help. Not the page's script and styles, which people do not read. */
const sources = ['cli', 'reports', 'suites', 'checks', 'target', 'certify', 'contracts/requirements']
  .flatMap(filesIn)
  .filter((path) => !/html\/(?:script|styles)|vitest-prelude|completion\/script-for/.test(path))

type Text = { readonly file: string; readonly text: string }

const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g

/** Literals of several words; comments and imports are not read by users. */
const textsIn = (code: string): readonly string[] =>
  [
    ...code
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$|\s\/\/ .*$|^import .*$/gm, '')
      .matchAll(literal),
  ]
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .filter((text) => /[a-z]{2,} [a-z]{2,}/.test(text))

const texts: readonly Text[] = [
  ...sources.flatMap((file) => textsIn(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text }))),
  ...commandLine().commands.flatMap((command) =>
    [command.description(), ...command.options.map(({ description }) => description)].map((text) => ({
      file: `assay ${command.name()}`,
      text,
    })),
  ),
]

/** Turns of phrase that readers stumbled over, with what to write in their place. */
const unplain: readonly (readonly [RegExp, string])[] = [
  [/\bheld it\b|\bno reply held\b/, 'the field never appeared in a response'],
  [/\bbreaks only this\b/, 'breaks this rule and no other'],
  [/\bmend(?:s|ed)?\b/i, 'fix, correct or change'],
  [/\bsays little\b/, 'say what is missing'],
  [/\b(?:bring|brought) about\b/, 'cause'],
  [/\blived with\b/, 'why it may stay broken for now'],
  [/\bstayed open\b/, 'is undecided'],
  [/\bby now\b|\bhitherto\b|\bwhilst\b|\bthereof\b|\bwherefore\b/, 'a plain word'],
]

test('no text that people meet has a phrase that readers stumbled over', () => {
  expect(texts.length).toBeGreaterThan(500)
  const found = texts.flatMap(({ file, text }) =>
    unplain.flatMap(([phrase, better]) =>
      phrase.test(text) ? [`${file}: "${text.slice(0, 120)}": write ${better}`] : [],
    ),
  )
  expect(found).toEqual([])
})

test('no sentence that people meet is longer than 45 words', () => {
  const long = texts
    .filter(({ text }) => !text.includes('\n'))
    .flatMap(({ file, text }) =>
      text
        .split(/[.;:!?] /)
        .filter((sentence) => sentence.split(/\s+/).length > 45)
        .map((sentence) => `${file}: ${sentence}`),
    )
  expect(long).toEqual([])
})

/** A number that may be 1 before a noun in the plural: `counted` writes both. */
const uncounted =
  /\$\{[^{}]*\b(?:length|count|size|total)\}\s(?:requirements|requests|promises|findings|cases|musts|shoulds|contracts|causes|reasons|failures|entries|exchanges|steps|shards|pages)\b/

test('a number and its noun agree, for one as for many', () => {
  expect(texts.filter(({ text }) => uncounted.test(text)).map(({ file, text }) => `${file}: ${text}`)).toEqual([])
})

test('what these tests look for would be found', () => {
  expect(textsIn(`const a = 'Mend what the reason names' // told 'not this one'`)).toEqual([
    'Mend what the reason names',
  ])
  expect(unplain.some(([phrase]) => phrase.test('Mend what the reason names'))).toBe(true)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a template.
  expect(uncounted.test('${all.length} requirements stay')).toBe(true)
})
