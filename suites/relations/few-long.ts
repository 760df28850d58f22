import { type Exchange, replyOf } from '../../core/exchange.ts'
import { longText } from '../../core/lately.ts'

/** Replies that are compared follow each other closely, and one of a megabyte takes more than ten once it is read. */
const mostLong = 4

/** What keeps what long replies say: of the latest alone it is kept, the others are let go. */
export const fewLong = (): ((exchange: Exchange, letGo: () => void) => void) => {
  const kept: (() => void)[] = []
  return (exchange, letGo) => {
    const { cut, body = '' } = replyOf(exchange) ?? {}
    if ((cut?.characters ?? body.length) <= longText) return
    kept.push(letGo)
    if (kept.length > mostLong) kept.shift()?.()
  }
}
