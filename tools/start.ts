/**
 * `npm start`: builds if needed and opens the app. Without a display, on a virtual one, with a picture of the window
 * kept up to date in a file, so that a first look works in a container or over ssh.
 */
import { spawn } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, projectFolder } from './build'
import { ensureDisplay } from './display'
import { resolveRuntime } from './runtime/resolve'
import { picture } from './screen'

const picturePath = join(projectFolder, 'out', 'window.png')
const pictureEverySeconds = 2
const patienceSeconds = 10

const say = (line: string) => void process.stderr.write(`${line}\n`)

const runtime = await resolveRuntime(say)
await ensureBuilt(say)
const display = await ensureDisplay()
if (display) {
  say(`There is no display: the app runs on a virtual one, ${display.name} (Xvfb).`)
  say(`A picture of its window is kept in ${picturePath}`)
  keepPicture(display.frameFile)
}
const root = process.getuid?.() === 0
if (root) say('Running as root: the renderer sandbox of Electron is off.')
say(`Starting Permanence on Electron ${runtime.version}. Ctrl+C stops it.`)

const switches = [
  ...(root ? ['--no-sandbox'] : []),
  // Chromium's own complaints about what a container has not: a message bus, a graphics card.
  ...(display ? ['--log-level=3'] : []),
  // French first, where the system names no language.
  ...(process.platform === 'linux' && !systemLanguage() ? ['--lang=fr'] : []),
]
const app = spawn(runtime.executable, [...switches, ...process.argv.slice(2), projectFolder], { stdio: 'inherit' })
app.on('error', (error) => {
  say(error.message)
  process.exit(1)
})
app.on('exit', (code) => process.exit(code ?? 0))

// The app saves, then quits; one that does not within ten seconds is ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    app.kill('SIGTERM')
    setTimeout(() => app.kill('SIGKILL'), patienceSeconds * 1000).unref()
  })
}

/** As gettext reads it; `C` and `POSIX` are no language. */
function systemLanguage(): string | undefined {
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
  return [LANGUAGE, LC_ALL, LC_MESSAGES, LANG].find((name) => name && !/^(C|POSIX)(\.|$)/.test(name))
}

function keepPicture(frameFile: string): void {
  let shown: Buffer = Buffer.alloc(0)
  setInterval(() => {
    const frame = readFileSync(frameFile)
    if (frame.equals(shown)) return
    shown = frame
    const png = picture(frame)
    if (!png) return
    writeFileSync(`${picturePath}.part`, png)
    renameSync(`${picturePath}.part`, picturePath)
  }, pictureEverySeconds * 1000).unref()
}
