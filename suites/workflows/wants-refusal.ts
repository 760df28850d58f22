import type { Condition } from '../../contracts/workflows/condition.ts'
import type { Step } from '../../contracts/workflows/workflow.ts'

/** Whether a step is made to be refused: its conditions ask for a status of 400 or above. */
export const wantsRefusal = ({ criteria }: Step): boolean =>
  criteria.some(({ criterion }) =>
    criterion.kind === 'simple'
      ? asksForRefusal(criterion.condition)
      : criterion.kind === 'regex' &&
        criterion.context.kind === 'status' &&
        /^\^[45]/.test(String(criterion.pattern.parts[0])),
  )

const asksForRefusal = (condition: Condition): boolean => {
  switch (condition.kind) {
    case 'and':
      return asksForRefusal(condition.left) || asksForRefusal(condition.right)
    case 'or':
      return asksForRefusal(condition.left) && asksForRefusal(condition.right)
    case 'compare': {
      const { left, right, operator } = condition
      const isStatus = left.kind === 'expression' && left.expression.kind === 'status'
      const least = right.kind === 'literal' && typeof right.value === 'number' ? right.value : 0
      return isStatus && ['==', '>=', '>'].includes(operator) && least >= 399
    }
    default:
      return false
  }
}
