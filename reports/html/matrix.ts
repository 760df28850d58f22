import type { RequirementReport } from '../../core/report.ts'
import { type Verdict, worst } from '../../core/verdict.ts'
import { type Column, columnOf } from './columns.ts'

/** One operation against one kind of case. */
export type Cell = {
  readonly column: Column
  readonly verdict: Verdict
  /** How many of its requirements have that verdict. */
  readonly count: number
  readonly requirements: readonly RequirementReport[]
}

export type MatrixRow = { readonly operation: string; readonly cells: ReadonlyMap<Column, Cell> }

/** Operations in the order of the contract; each cell has its worst verdict. */
export const matrixOf = (requirements: readonly RequirementReport[]): readonly MatrixRow[] => {
  const rows = new Map<string, Map<Column, RequirementReport[]>>()
  for (const one of requirements) {
    const row = rows.get(one.operation) ?? new Map<Column, RequirementReport[]>()
    rows.set(one.operation, row)
    const column = columnOf(one.id)
    const cell = row.get(column)
    if (cell) cell.push(one)
    else row.set(column, [one])
  }
  return [...rows].map(([operation, row]) => ({
    operation,
    cells: new Map([...row].map(([column, ones]) => [column, cellOf(column, ones)])),
  }))
}

const cellOf = (column: Column, requirements: readonly RequirementReport[]): Cell => {
  const verdict = worst(requirements.map((one) => one.verdict))
  return { column, verdict, count: requirements.filter((one) => one.verdict === verdict).length, requirements }
}
