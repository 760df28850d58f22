import type { Environment } from './environment.ts'

/** Whether what is printed has colours: NO_COLOR forbids them, FORCE_COLOR asks for them where there is no terminal. */
export const hasColor = ({
  stdout,
  env,
}: {
  readonly stdout: { readonly isTTY?: boolean }
  readonly env: Environment
}): boolean => {
  const { NO_COLOR: none = '', FORCE_COLOR: forced = '' } = env
  if (forced !== '') return forced !== '0' && forced.toLowerCase() !== 'false'
  return none === '' && stdout.isTTY === true
}
