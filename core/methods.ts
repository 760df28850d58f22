/** RFC 9110, 9.2.1: methods that ask for no change. */
const safe = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

const changing = ['PUT', 'PATCH', 'DELETE']

export const isSafeMethod = (method: string): boolean => safe.includes(method.toUpperCase())

/** Whether the method changes or removes what its path names. */
export const isChangingMethod = (method: string): boolean => changing.includes(method.toUpperCase())
