/**
 * Chromium talks to no one; what goes to the relay, once one is in use, goes by relay-network.ts and no other way.
 * Invariant: no request leaves the machine from the window (blocked before it starts) or from Chromium's own services
 * (switched off). Where someone's opinions are kept, even "a copy of this app asked for an update
 * from this address" is too much.
 */
import type { CommandLine, Session } from 'electron'

/** Schemes that name nothing outside this process. */
const local = new Set(['app:', 'blob:', 'data:', 'devtools:'])

export function isLocal(url: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase()
  return scheme !== undefined && local.has(scheme)
}

interface Isolated extends Pick<Session, 'setSpellCheckerEnabled'> {
  webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
}

/** `mayLoad` judges each request by its URL. */
export function isolateSession(session: Isolated, mayLoad: (url: string) => boolean = isLocal): void {
  // It would fetch a dictionary as soon as the session exists.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }))
}

/** To be called before the app is ready: Chromium reads its switches once. */
export function silenceChromium(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  for (const name of [
    'disable-background-networking',
    'disable-breakpad',
    'disable-client-side-phishing-detection',
    'disable-component-update',
    'disable-default-apps',
    'disable-domain-reliability',
    'disable-sync',
    'no-first-run',
    'no-pings',
    // Without it Chromium looks for a proxy on the local network at start.
    'no-proxy-server',
  ]) {
    commandLine.appendSwitch(name)
  }
  // Whatever still asks for a name gets none. The DevTools port listens on an address and is not concerned.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
}
