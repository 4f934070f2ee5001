import * as Telemetry from "@beep/observability/Telemetry"
import { ServerEnv } from "@beep/shared-env/ServerEnv"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Cause, Console, Effect, Exit, Layer } from "effect"
import { createServer } from "node:http"
import * as Server from "./server.ts"

const telemetry = Layer.unwrap(
  Effect.map(ServerEnv, (env) =>
    Telemetry.layer({
      service: "beep-server",
      release: env.APP_RELEASE,
      stage: env.APP_ENV,
      level: env.APP_LOG_LEVEL,
      format: env.APP_LOG_FORMAT,
      otlp:
        env.otlp === undefined
          ? undefined
          : {
              trace: env.otlp.OTLP_TRACE_EXPORTER_URL,
              log: env.otlp.OTLP_LOG_EXPORTER_URL,
              metric: env.otlp.OTLP_METRIC_EXPORTER_URL
            }
    })
  )
)

const http = Layer.unwrap(
  Effect.map(ServerEnv, (env) => NodeHttpServer.layer(createServer, { host: env.APP_API_HOST, port: env.APP_API_PORT }))
)

/** One clear line for whoever started it, and exit code 1. */
const explain = (exit: Exit.Exit<never, unknown>) => {
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) return Effect.succeed(0)
  const error = Cause.squash(exit.cause)
  const message = error instanceof Error && "_tag" in error && error.message !== "" ? error.message : "the server could not start"
  return Effect.as(Console.error(message.split("\n").join("; ")), 1)
}

const program = Layer.launch(
  Server.layer.pipe(Layer.provide(http), Layer.provide(telemetry), Layer.provide(ServerEnv.layer))
).pipe(Effect.exit, Effect.flatMap(explain))

NodeRuntime.runMain(program, {
  disableErrorReporting: true,
  teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) && typeof exit.value === "number" ? exit.value : 1)
})
