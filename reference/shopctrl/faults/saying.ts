import { isObject } from '../../../core/json.ts'
import type { Replies } from '../../engine/families/body.ts'

/** Replies changed before they are written, in JSON or XML. */
export const saying = (shape: string): Replies => ({
  shape,
  through: (change) => ({
    says: (payment) => {
      const changed = change(payment)
      return isObject(changed) ? changed : payment
    },
  }),
})
