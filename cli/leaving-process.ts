/** Does work that changes the process's environment and exit code, and puts both back as they were. */
export const leavingProcess = async <T>(work: () => Promise<T>): Promise<T> => {
  const environment = { ...process.env }
  const { exitCode } = process
  try {
    return await work()
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
    Object.assign(process.env, environment)
    process.exitCode = exitCode
  }
}
