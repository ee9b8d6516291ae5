/**
 * A bare Electron app: one window with the page named on the command line, and Node for what peers do with files.
 * No frame of its own, no menu, nothing that our app does not do as well.
 */
const { app, BrowserWindow, ipcMain, Menu } = require('electron')
const fs = require('node:fs')
const path = require('node:path')

if (process.getuid && process.getuid() === 0) app.commandLine.appendSwitch('no-sandbox')
Menu.setApplicationMenu(null)

/**
 * Milliseconds that each of `times` appends of `bytes` with fsync took, one every 50 ms as our edits come: what "saved" costs on this disk.
 * @param {string} path
 * @param {number} bytes
 * @param {number} times
 */
async function appendAndSync(path, bytes, times) {
  const file = fs.openSync(path, 'a')
  const payload = Buffer.alloc(bytes, 7)
  const taken = []
  for (let run = 0; run < times; run++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const start = performance.now()
    fs.writeSync(file, payload)
    fs.fdatasyncSync(file)
    taken.push(performance.now() - start)
  }
  fs.closeSync(file)
  return taken
}

/** @type {Promise<import('node:fs/promises').FileHandle> | undefined} */
let appended
/** The same, asked for by the window and answered when the bytes are on disk: the least that an app can do to save. */
ipcMain.handle('append', async (_event, /** @type {Uint8Array} */ bytes) => {
  const file = await (appended ??= fs.promises.open(path.join(app.getPath('userData'), 'append'), 'a'))
  await file.write(bytes)
  await file.datasync()
})

/**
 * The PDF peers, bundled: they run here as they run in Node.
 * @param {string} bundle
 */
const paperPeers = (bundle) => require(bundle)

Object.assign(globalThis, { appendAndSync, paperPeers })

app.whenReady().then(() => {
  const page = process.env.BENCH_PAGE ?? ''
  // A blank window is given nothing to load.
  const preload = path.basename(page) === 'blank.html' ? {} : { preload: path.join(__dirname, 'preload.cjs') }
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false, ...preload } })
  void window.loadFile(page)
})
app.on('window-all-closed', () => app.quit())
