// A child process: a target whose every reply has more than a megabyte, and no two are the same: JSON objects and lists,
// XML and garbage. `node hostile-target.mjs [megabytes]`; speaks over IPC: see `child.mjs`.
import { createServer } from 'node:http'
import { answering } from './child.mjs'

const size = Number(process.argv[2] ?? 1.2) * 1e6

/** The same numbers in every run. */
let state = 1
const random = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const word = () => Array.from({ length: 3 + random(9) }, () => String.fromCharCode(97 + random(26))).join('')

const scalars = [
  () => random(1e6),
  () => random(1e6) / 1e3,
  () => random(2) === 0,
  () => null,
  word,
  () => `${word()} ${word()} ${word()}`,
  () => `2026-0${1 + random(9)}-1${random(10)}T0${random(10)}:00:00Z`,
]
const value = (depth) => {
  const kind = depth > 0 ? random(4) : 3
  if (kind === 0) return Object.fromEntries(Array.from({ length: random(6) }, () => [word(), value(depth - 1)]))
  if (kind === 1) return Array.from({ length: random(6) }, () => value(depth - 1))
  return scalars[random(scalars.length)]()
}
/** As many pieces as the size has room for. */
const pieces = (make) => {
  const all = []
  for (let length = 0; length < size; length += all.at(-1).length + 1) all.push(make())
  return all
}
const names = [
  ...['id', 'name', 'status', 'errors', 'orderId', 'submissionId', 'referenceId', 'payload', 'orderNumber', 'total'],
  ...['items', 'order_no', 'customer_info', 'product_items', 'notes', 'fault', 'message', 'code', 'data', 'type'],
]
const member = (name) => `${JSON.stringify(name)}:${JSON.stringify(value(4))}`
const object = () => `${names.map(member).join()},${pieces(() => member(word())).join()}`
const list = () => pieces(() => JSON.stringify(value(4))).join()
const element = () => {
  const name = word()
  return `<${name} a="${word()}"><b>${word()} ${word()}</b>${random(3) === 0 ? `<c/>${word()}` : ''}</${name}>`
}
const characters = '{}[]",:<>&;\\%abcdef0123456789 \n\u00e4\u0000'
const garbage = () => Array.from({ length: size }, () => characters[random(characters.length)]).join('')

/** What a reply is made of, around what no other has. */
const forms = [
  ['application/json', object, (text, index) => `{"serial":${index},${text}}`],
  ['application/json', list, (text, index) => `[${index},${text}]`],
  ['application/xml', () => pieces(element).join(''), (text, index) => `<all><serial>${index}</serial>${text}</all>`],
  ['application/json', garbage, (text, index) => `${index}${text}`],
]
const made = forms.flatMap(([type, make, whole]) => Array.from({ length: 4 }, () => ({ type, whole, text: make() })))

const seen = { requests: 0 }
const server = createServer((request, reply) => {
  const index = seen.requests
  seen.requests += 1
  const { type, whole, text } = made[(index * 5) % made.length]
  request.resume()
  request.on('end', () => {
    reply.writeHead([200, 200, 200, 201, 400, 404][index % 6], { 'content-type': type })
    reply.end(whole(text, index))
  })
})
server.keepAliveTimeout = 60_000

answering({
  listen: () => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))),
  seen: () => ({ ...seen }),
})
