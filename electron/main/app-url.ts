/** The one origin that the window ever shows. A scheme of our own: `file://` pages may read any file of the disk. */
export const appScheme = 'app'
const appOrigin = 'app://permanence'
export const appStart = `${appOrigin}/index.html`

/** Whether this URL is a page or file of the app. Compares the parsed origin: `app://permanence.example/` begins alike. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url)
    return `${protocol}//${host}` === appOrigin && username === '' && password === ''
  } catch {
    return false
  }
}
