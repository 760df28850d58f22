import { expect, test } from 'vitest'
import { lostReplies } from './lost-replies.ts'

const counts = { sent: 9, answered: 9, throttled: 0, repeated: 0, accepted: 5 }

test('replies that were lost are told with what became of them', () => {
  expect(lostReplies('shop', { ...counts, lost: 3, answeredAgain: 2 })).toEqual([
    'shop: 3 replies did not come whole (reset, cut off or too late): 2 came when the request was sent again, 1 never did',
  ])
  expect(lostReplies('shop', { ...counts, lost: 1, answeredAgain: 1 })).toEqual([
    'shop: 1 reply did not come whole (reset, cut off or too late): 1 came when the request was sent again, 0 never did',
  ])
})

test('where none was lost nothing is told', () => {
  expect(lostReplies('shop', counts)).toEqual([])
})
