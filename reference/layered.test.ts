import { expect, test } from 'vitest'
import type { Layer } from '../core/layer.ts'
import { references } from './references.ts'

const nothing: Layer = (sent, forward) => forward(sent)

/** What a reference answers to a body that it refuses, and to an unusual method. */
const said = async (contract: string, options: { readonly layer?: Layer }) => {
  const reference = references.find((one) => one.contract === contract)
  if (!reference) throw new Error(`There is no reference for ${contract}.`)
  const { baseUrl, token, close } = await reference.start(options)
  const ask = async (init: RequestInit) => {
    const reply = await fetch(`${baseUrl}/v1/order/create`, { headers: { authorization: `Bearer ${token}` }, ...init })
    const headers = [...reply.headers].filter(([name]) => name !== 'date')
    return { status: reply.status, headers, body: await reply.text() }
  }
  try {
    return [
      await ask({ method: 'POST', body: '{"ä":' }),
      await ask({}),
      await ask({ method: 'DELETE' }),
      await ask({ method: 'OPTIONS' }),
    ]
  } finally {
    await close()
  }
}

test.each(references.map(({ contract }) => contract))(
  '%s answers the same behind a layer that changes nothing',
  async (name) => {
    expect(await said(name, { layer: nothing })).toEqual(await said(name, {}))
  },
)

test('a layer changes what goes either way', async () => {
  const [first] = await said('dkhardware', {
    layer: async (sent, forward) => ({ ...(await forward({ ...sent, path: '/nowhere' })), status: 418 }),
  })
  expect(first).toMatchObject({ status: 418, body: expect.stringContaining('Not found.') })
})

test('a layer breaks replies off', async () => {
  const broken = said('dkhardware', { layer: async (sent, forward) => ({ kind: 'reset', reply: await forward(sent) }) })
  await expect(broken).rejects.toThrow('fetch failed')
})
