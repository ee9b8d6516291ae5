/**
 * Opens the app named on the command line (`electron [switches] folder`), as the official binary's default app does.
 * The registry's runtime comes without one. Invariant: the app's main file is required in the same tick, because
 * schemes can be registered as privileged only before Electron is ready.
 */
const { readFileSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')
const { app } = require('electron')

const words = process.argv.slice(1)
let named
for (let i = 0; i < words.length; i++) {
  if (words[i] === '-r' || words[i] === '--require') require(resolve(words[++i]))
  else if (!words[i].startsWith('-')) {
    named = resolve(words[i])
    break
  }
}

if (!named) {
  console.error('Usage: electron [switches] folder')
  app.exit(1)
} else {
  const description = JSON.parse(readFileSync(join(named, 'package.json'), 'utf8'))
  process.defaultApp = true
  app.setName(description.productName ?? description.name)
  app.setVersion(description.version)
  app.setAppPath(named)
  const main = join(named, description.main)
  process.chdir(dirname(join(named, 'package.json')))
  require(main)
}
