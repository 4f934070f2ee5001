import { Schema } from "effect"
import { Stage } from "./Stage.ts"

/** Body of `/config.json`, all the browser learns about where it runs. No secret can be added: a variable of the web process is public by definition. */
export const WebEnv = Schema.Struct({ stage: Stage, appName: Schema.String, release: Schema.String })
export type WebEnv = typeof WebEnv.Type

/** The projection the server answers with. */
export const webEnv = (env: { readonly APP_ENV: Stage; readonly APP_NAME: string; readonly APP_RELEASE: string }): WebEnv => ({
  stage: env.APP_ENV,
  appName: env.APP_NAME,
  release: env.APP_RELEASE
})
