// What the page may ask of the main process: to append bytes to a file and sync it.
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('append', (/** @type {Uint8Array} */ bytes) => ipcRenderer.invoke('append', bytes))
