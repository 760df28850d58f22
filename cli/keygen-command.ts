import { writeFileSync } from 'node:fs'
import { keyIdOf, newKeys, publicKeyIn } from '../certify/keys.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

/** `assay keygen`: a key to sign certificates with, and beside it the one to verify them with. */
export const keygenCommand = (out: string): void => {
  const { secret, open } = newKeys()
  const key = publicKeyIn(open)
  if (!key) throw new Error('The new key cannot be read.')
  write(out, secret, 0o600)
  write(`${out}.pub`, open, 0o644)
  print(
    `private key: ${out} (keep it; only you can read it)\npublic key: ${out}.pub (give it away)\nid: ${keyIdOf(key)}\n`,
  )
}

/** A key that is there is never written over: what it signed could not be signed again. */
const write = (path: string, text: string, mode: number): void => {
  try {
    writeFileSync(path, text, { mode, flag: 'wx' })
  } catch (error) {
    const [code, message] = [codeOf(error), messageOf(error)]
    throw new UsageError(
      code === 'EEXIST' ? `${path} is there already, and is not written over.` : `Cannot write the key: ${message}`,
    )
  }
}
