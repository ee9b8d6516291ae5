/**
 * Opens the app named on the command line (`electron [switches] folder`), as the official binary's default app does.
 * The registry's runtime comes without one. Invariant: the app's main file is required in the same tick, because
 * schemes can be registered as privileged only before Electron is ready.
 */
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { app } = require('electron')

const word = process.argv.slice(1).find((word) => !word.startsWith('-'))

if (!word) {
  process.stderr.write('Usage: electron [switches] folder\n')
  app.exit(1)
} else {
  const named = resolve(word)
  const description = JSON.parse(readFileSync(join(named, 'package.json'), 'utf8'))
  app.setName(description.productName ?? description.name)
  // What the official default app sets too, and Electron's types keep to themselves.
  Object.assign(process, { defaultApp: true })
  const opener = /** @type {typeof app & { setVersion(version: string): void, setAppPath(path: string): void }} */ (app)
  opener.setVersion(description.version)
  opener.setAppPath(named)
  require(join(named, description.main))
}
