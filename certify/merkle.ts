import { createHash } from 'node:crypto'

/**
 * The root over lines as RFC 6962, 2.1, has it: leaves and inner nodes are hashed under different prefixes, so that no
 * node can be passed off as a line.
 */
export const merkleRoot = (lines: Iterable<string | Buffer>): string => {
  const tree = merkleTree()
  for (const line of lines) tree.add(line)
  return tree.root()
}

/** The same, given one line after another. */
export const merkleTree = (): { readonly add: (line: string | Buffer) => void; readonly root: () => string } => {
  // The roots of whole trees of falling size: no line is kept.
  const stack: { readonly size: number; readonly hash: Buffer }[] = []
  const join = (): void => {
    const [right, left] = [stack.pop(), stack.pop()]
    if (left && right) stack.push({ size: left.size + right.size, hash: nodeHash(left.hash, right.hash) })
  }
  return {
    add: (line) => {
      stack.push({ size: 1, hash: hashOf(leafPrefix, line) })
      while (stack.length > 1 && stack.at(-1)?.size === stack.at(-2)?.size) join()
    },
    root: () => {
      while (stack.length > 1) join()
      return (stack[0]?.hash ?? createHash('sha256').digest()).toString('hex')
    },
  }
}

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(nodePrefix).update(left).update(right).digest()

const hashOf = (prefix: Buffer, text: string | Buffer): Buffer =>
  createHash('sha256').update(prefix).update(text).digest()
