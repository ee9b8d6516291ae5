/**
 * The app as `launchApp` opens it: as it is, but it makes no window before the driver listens and `launchApp` lets it. Invariant: the driver sees
 * every window from its first moment. One that connects while a window leaves its blank page takes it for blank and waits
 * for ever: on a busy machine that was up to every other start.
 * The driver says that it listens by calling `__playwright_run`, which its own loader offers where it picks the Electron;
 * then `launchApp`, which tells the driver what comes before a page's own scripts, calls `openWindow`.
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
const driven = new Promise((open) => Object.assign(globalThis, { __playwright_run: () => {}, openWindow: open }))
app.whenReady = () => driven.then(() => ready)
require(join(project, description.main))
