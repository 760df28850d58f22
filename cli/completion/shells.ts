/** The shells that a completion can be printed for. */
export const shells = ['bash', 'zsh', 'fish'] as const
