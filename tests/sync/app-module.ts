/** One version of the app, as the simulator loads it: a program of its own, so that two versions share nothing. */
export { startApp, newerKind } from './device-app'
export { newId } from '#core/domain/ids'
export { compartmentOf } from '#core/section/shards'
