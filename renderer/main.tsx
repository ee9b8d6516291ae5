/**
 * Starts the engine before anything is drawn: the worker reads the disk while this thread still parses the interface.
 * Hence the dynamic import: this file and the client are all that the worker has to wait for.
 */
import { connectEngine } from '#engine/client'

const engine = connectEngine()
const settings = window.permanence.settings()

void import('./app/start').then(({ start }) => start(engine, settings))
