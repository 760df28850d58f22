// Child processes that are asked over IPC, one question at a time.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const alive = new Set()

/** Starts `file` of this folder. `ask(question, argument)` gives what its answer of that name returns. */
export const startChild = (file, args = []) => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args.map(String), { serialization: 'advanced' })
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  const ask = (question, argument) =>
    new Promise((resolve, reject) => {
      const settle = (end) => {
        child.off('message', onMessage)
        child.off('exit', onExit)
        end()
      }
      const onMessage = ({ value, error }) => settle(() => (error ? reject(new Error(error)) : resolve(value)))
      const onExit = (code, signal) =>
        settle(() => reject(new Error(`${file} ended with ${code ?? signal} instead of answering`)))
      child.once('message', onMessage)
      child.once('exit', onExit)
      child.send({ question, argument })
    })
  return { ask, stop: () => child.kill() }
}

/** Counts a process that was started elsewhere among those that must not outlive the benchmark. */
export const adopt = (child) => {
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  return child
}

export const stopAll = () => {
  for (const child of alive) child.kill('SIGKILL')
}

/** In a child: answers the parent's questions by name, until the parent goes away. */
export const answering = (answers) => {
  process.on('message', async ({ question, argument }) => {
    try {
      process.send({ value: await answers[question](argument) })
    } catch (error) {
      process.send({ error: error.stack })
    }
  })
  process.on('disconnect', () => process.exit())
}
