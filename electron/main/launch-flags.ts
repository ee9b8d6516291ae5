/**
 * Switches that open the packaged app to whoever can start a process as this user. The fuses (see the packager's
 * configuration) close Node's inspector and `ELECTRON_RUN_AS_NODE`; this closes Chromium's.
 *
 * `--remote-debugging-port` can't be refused altogether: it is the one way to drive the packaged app in a test, since Node's
 * inspector is off in it. It is allowed under the rule that Chrome has had since version 136: only with a
 * `--user-data-dir` other than the usual one. So nobody attaches to the profile in which a section's keys are open.
 */
import { resolve } from 'node:path'

const refused = [
  'disable-site-isolation-trials',
  'disable-web-security',
  'gpu-launcher',
  'host-rules',
  'ignore-certificate-errors',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'log-net-log',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
]

/** The first switch for which the packaged app must not start, or `null`. `usualProfile` is where the profile is without switches. */
export function refusedSwitch(has: (name: string) => boolean, value: (name: string) => string, usualProfile: string): string | null {
  const found = refused.find(has)
  if (found) return found
  const profile = value('user-data-dir')
  const isOwnProfile = profile !== '' && resolve(profile) !== resolve(usualProfile)
  return has('remote-debugging-port') && !isOwnProfile ? 'remote-debugging-port' : null
}
