import { tokenFrom } from '../../../target/auth/open.ts'
import type { Session } from '../../session.ts'

/** Whether a token has the form of a JWT; the document calls one fault irrelevant for other tokens. */
export const isJwt = ({ spec }: Session): boolean => tokenFrom(spec.target)?.split('.').length === 3

export const oauth = {
  reason: 'the token is no JWT of a customer, and an OAuth client may act for any customer: give a JWT',
}
