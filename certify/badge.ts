import { badgeImage } from '../reports/badge.ts'
import type { Conformance } from './statement.ts'

/** What was certified, until when; on its face whether it is nobody's service. */
export const certificateBadge = ({ contract, profile, target, expiresAt }: Conformance): string =>
  badgeImage({
    label: target.kind === 'reference' ? `REFERENCE: ${contract.id}` : contract.id,
    message: `certified ${profile.name}@${profile.revision} until ${expiresAt.slice(0, 10)}`,
    color: target.kind === 'reference' ? 'lightgrey' : 'brightgreen',
  })
