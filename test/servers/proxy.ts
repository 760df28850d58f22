// A proxy on loopback that tunnels every CONNECT to one server, whatever host is asked for.
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export type Proxy = {
  readonly url: string
  /** The hosts it was asked to connect to, with the credentials it was given. */
  readonly asked: () => readonly { readonly host: string; readonly authorization: string | undefined }[]
  readonly close: () => Promise<void>
}

/** `status` other than 200 refuses. */
export const startProxy = async (port: number, status = 200): Promise<Proxy> => {
  const asked: { readonly host: string; readonly authorization: string | undefined }[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', (request, socket) => {
    asked.push({ host: request.url ?? '', authorization: request.headers['proxy-authorization'] })
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} Refused\r\n\r\n`)
    const tunnel = connect({ host: '127.0.0.1', port }, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
    socket.on('close', () => tunnel.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
