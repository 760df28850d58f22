import { expect, test } from 'vitest'
import { at, type Json, type JsonObject } from '../../../core/json.ts'
import { dkhardware } from '../dkhardware.ts'
import { exampleOrder } from '../example.ts'
import { type OperationId, paths } from '../operations.ts'

const wire = dkhardware.faults.filter(({ kind }) => kind === 'wire')

test.each(wire)('wire: $id leaves that one call without a complete reply', async ({ id }) => {
  const { baseUrl, token, close } = await dkhardware.start({ faults: [id] })
  const headers = { 'content-type': 'application/json', 'user-id': '93', authorization: `Bearer ${token}` }
  const call = async (operation: OperationId, body: Json): Promise<unknown> => {
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(1_000) }
    return (await fetch(baseUrl + paths[operation], init)).json()
  }
  const submissionId = '6ef6b4a9-7a4d-5d8b-ab6b-9a4b2c9d3a5e'
  const bodies: JsonObject = { createOrder: exampleOrder, requestPayment: { customerOrder: { orderId: '517231' } } }
  for (const operation of ['createOrder', 'requestPayment'] as const) {
    const replied = call(operation, at(bodies, [operation]) as Json)
    if (id.endsWith(`-at-${operation}`)) await expect(replied).rejects.toThrow()
    else expect(await replied).toEqual({ submissionId: expect.any(String) })
    if (id.endsWith('-at-getOrderStatus'))
      await expect(call('getOrderStatus', (await replied) as Json)).rejects.toThrow()
  }
  expect(await call('getOrderStatus', { submissionId })).toMatchObject({ status: 404 })
  await close()
})
