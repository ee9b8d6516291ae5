/** Calls whose code is loaded when one of them is first asked for. */
import type { Handlers } from '#core/ports/rpc'

/** Made when first asked for, then the same. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}

/** A call by its name, which loads its code first. */
export const lazyCalls =
  <Calls extends { [Name in keyof Calls]: (...args: never[]) => unknown }>(load: () => Promise<Handlers<Calls>>) =>
  <Name extends keyof Calls>(name: Name) =>
  async (...args: Parameters<Calls[Name]>) =>
    ((await load())[name] as (...args: Parameters<Calls[Name]>) => Promise<ReturnType<Calls[Name]>>)(...args)
