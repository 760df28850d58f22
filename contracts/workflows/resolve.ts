import type { Condition } from './condition.ts'
import type { Criterion } from './criterion.ts'
import type { Expression } from './expression.ts'
import type { Template, Text } from './template.ts'

/** What an expression becomes; undefined where it cannot be meant. */
type Resolve = (expression: Expression) => Expression | undefined

/** All expressions of a value resolved; what cannot be meant stays, and was noted. */
export const resolvedTemplate = (template: Template, resolve: Resolve): Template => {
  switch (template.kind) {
    case 'value':
      return template
    case 'expression':
      return { ...template, expression: resolve(template.expression) ?? template.expression }
    case 'text':
      return resolvedText(template, resolve)
    case 'list':
      return { ...template, elements: template.elements.map((one) => resolvedTemplate(one, resolve)) }
    case 'object':
      return {
        ...template,
        members: Object.fromEntries(
          Object.entries(template.members).map(([name, one]) => [name, resolvedTemplate(one, resolve)]),
        ),
      }
  }
}

export const resolvedText = (text: Text, resolve: Resolve): Text => ({
  ...text,
  parts: text.parts.map((part) => (typeof part === 'string' ? part : (resolve(part) ?? part))),
})

export const resolvedCriterion = (criterion: Criterion, resolve: Resolve): Criterion => {
  switch (criterion.kind) {
    case 'simple':
      return { ...criterion, condition: resolvedCondition(criterion.condition, resolve) }
    case 'regex':
      return {
        ...criterion,
        context: resolve(criterion.context) ?? criterion.context,
        pattern: resolvedText(criterion.pattern, resolve),
      }
    case 'jsonpath':
      return {
        ...criterion,
        context: resolve(criterion.context) ?? criterion.context,
        path: resolvedText(criterion.path, resolve),
      }
    case 'accepted':
      return criterion
  }
}

const resolvedCondition = (condition: Condition, resolve: Resolve): Condition => {
  switch (condition.kind) {
    case 'literal':
      return condition
    case 'expression':
      return { ...condition, expression: resolve(condition.expression) ?? condition.expression }
    case 'not':
      return { ...condition, inner: resolvedCondition(condition.inner, resolve) }
    default:
      return {
        ...condition,
        left: resolvedCondition(condition.left, resolve),
        right: resolvedCondition(condition.right, resolve),
      }
  }
}
