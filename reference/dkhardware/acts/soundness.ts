/** Whether the body keeps every rule. A fault may let one through that does not. */
export type Soundness = 'sound' | 'unsound'
