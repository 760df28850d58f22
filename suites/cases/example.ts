import { isAccepted } from '../../checks/answer.ts'
import type { Case, CaseContext } from './case.ts'
import { baselineRequests, talk } from './case.ts'

/**
 * The documents' own example requests. Where the documents contradict them, either answer is fair: what comes back is
 * judged as every reply is, and which reading the target holds is reported by the requirements concerned.
 */
export const exampleCases = (context: CaseContext): readonly Case[] =>
  (context.operation.body?.examples ?? []).map(({ name, value }) =>
    talk(context, {
      kind: 'example',
      facet: `example/${name}`,
      title: `the documents' example ${name}`,
      about: context.operation.replies.map(({ status }) => `response.${status}`),
      run: async (conversation) => {
        const { accepted, minimal } = await baselineRequests(context)
        const { parameters } = (accepted ?? minimal).call
        const exchange = await conversation.send({ operation: context.operation, parameters, body: value })
        if (isAccepted(exchange)) conversation.created(`${context.operation.id} example`)
      },
    }),
  )
