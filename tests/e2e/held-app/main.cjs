/**
 * The app as `launchApp` opens it: as it is, but it makes no window before the driver listens. Invariant: the driver sees
 * every window from its first moment. One that connects while a window leaves its blank page takes it for blank and waits
 * for ever: on a busy machine that was up to every other start.
 * The driver says that it listens by calling `__playwright_run`, which its own loader offers where it picks the Electron.
 */
const { join, resolve } = require('node:path')
const { app } = require('electron')

const project = resolve(__dirname, '..', '..', '..')
const description = require(join(project, 'package.json'))
const opener = /** @type {typeof app & { setVersion(version: string): void, setAppPath(path: string): void }} */ (app)
opener.setName(description.name)
opener.setVersion(description.version)
opener.setAppPath(project)

const ready = app.whenReady()
const driven = new Promise((listens) => Object.assign(globalThis, { __playwright_run: listens }))
app.whenReady = () => driven.then(() => ready)
require(join(project, description.main))
