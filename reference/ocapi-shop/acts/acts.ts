import type { OperationId } from '../operations.ts'
import type { Act } from './act.ts'
import { addPaymentInstrument, removePaymentInstrument, updatePaymentInstrument } from './instruments.ts'
import { addNote, getNotes, removeNote } from './notes.ts'
import { getOrder, getPaymentMethods } from './read.ts'
import { submitBasket, submitBasketWithOrderNo } from './submit.ts'
import { updateOrder } from './update-order.ts'

export const acts: Readonly<Record<OperationId, Act>> = {
  submitBasket,
  submitBasketWithOrderNo,
  getOrder,
  updateOrder,
  addNote,
  getNotes,
  removeNote,
  addPaymentInstrument,
  updatePaymentInstrument,
  removePaymentInstrument,
  getPaymentMethods,
}
