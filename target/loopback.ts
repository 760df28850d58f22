/** Whether a URL leads to this machine and nowhere else. */
export const isLoopback = (url: string | URL): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)
