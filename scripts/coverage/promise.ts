import type { Requirement } from '../../core/requirement.ts'

/** What a row of a document promises, by who could see it broken: see docs/documents/README.md. */
export const promiseKinds = ['accepted', 'refused', 'reply', 'behaviour', 'unobservable'] as const

export type PromiseKind = (typeof promiseKinds)[number]

/** What is seen when a requirement is tried. A story shows what several calls say together, unless its requirement says otherwise. */
export const promiseOf = ({ testedBy }: Pick<Requirement, 'testedBy'>): PromiseKind => {
  switch (testedBy.kind) {
    case 'acceptance':
      return 'accepted'
    case 'violation':
      return 'refused'
    case 'reply':
      return 'reply'
    case 'flow':
      return testedBy.shows ?? 'behaviour'
    case 'nothing':
      return 'unobservable'
  }
}

/** What a constraint of a member promises: of requests that they are taken or refused, of replies what they hold. */
export const promiseOfKeyword = (id: string): PromiseKind => {
  if (!/^[^/]+\/request\//.test(id)) return 'reply'
  return id.endsWith('/optional') ? 'accepted' : 'refused'
}
