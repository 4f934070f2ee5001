import { Effect } from "effect"

/** This process's variables; read when asked, never at import. */
export const processEnvironment = Effect.sync((): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
)
