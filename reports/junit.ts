import type { Report, RequirementReport } from '../core/report.ts'

/** JUnit XML: a test suite per operation, a test case per requirement; inconclusive is an error, untested is skipped. */
export const junit = ({ contracts }: Report): string => {
  const suites = contracts.flatMap((contract) => {
    const operations = [...new Set(contract.requirements.map(({ operation }) => operation))]
    return operations.map((operation) =>
      suite(
        `${contract.id}.${operation}`,
        contract.requirements.filter((one) => one.operation === operation),
      ),
    )
  })
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="assay">', ...suites, '</testsuites>', ''].join(
    '\n',
  )
}

const suite = (name: string, requirements: readonly RequirementReport[]): string => {
  const count = (...verdicts: readonly string[]) =>
    requirements.filter(({ verdict }) => verdicts.includes(verdict)).length
  const counts = `tests="${requirements.length}" failures="${count('fail')}" errors="${count('inconclusive', 'error')}" skipped="${count('untested')}"`
  return [
    `  <testsuite name="${escapeXml(name)}" ${counts}>`,
    ...requirements.map((one) => testCase(name, one)),
    '  </testsuite>',
  ].join('\n')
}

const testCase = (suiteName: string, requirement: RequirementReport): string => {
  const inside = content(requirement)
  const open = `    <testcase name="${escapeXml(requirement.id)}" classname="${escapeXml(suiteName)}" time="0"`
  return inside.length === 0
    ? `${open}/>`
    : [`${open}>`, ...inside.map((line) => `      ${line}`), '    </testcase>'].join('\n')
}

const content = (requirement: RequirementReport): readonly string[] => {
  const { verdict, reason = '', title } = requirement
  switch (verdict) {
    case 'pass':
      return []
    case 'fail':
      return [`<failure message="${escapeXml(title)}">${escapeXml(told(requirement))}</failure>`]
    case 'error':
    case 'inconclusive':
      return [`<error message="${escapeXml(`${verdict}: ${reason}`)}"/>`]
    case 'untested':
      return [`<skipped message="${escapeXml(reason)}"/>`]
    case 'warn':
      return [`<system-out>${escapeXml(told(requirement))}</system-out>`]
  }
}

const told = ({ source, findings }: RequirementReport): string =>
  [
    `${source.document}, ${source.section}${source.row ? `, row ${source.row}` : ''}`,
    ...findings.map(
      ({ message, at, expected, received, curl }) =>
        `${message}\nat ${at || 'the reply'}\nexpected ${expected}\nreceived ${received}\n${curl}`,
    ),
  ].join('\n\n')

/** Also without the characters that XML 1.0 cannot hold. */
const escapeXml = (text: string): string =>
  [...text]
    .filter((character) => isXml(character.codePointAt(0) ?? 0))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const isXml = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000
