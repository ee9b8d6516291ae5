/** An address as people pass it on, made whole: a relay is spoken to over https unless something else was written. */
export function relayAddress(text: string): string {
  const address = text.trim().replace(/\/+$/, '')
  return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`
}
