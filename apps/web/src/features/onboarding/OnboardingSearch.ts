import { ConnectError } from "@beep/connections/contract/ConnectError"
import { ClientId } from "@beep/kernel/ids"
import { Schema } from "effect"

/** How a way back from Intuit ended, and `step=cash` to look at the accounts once more. The session itself says which step is at hand. */
export const OnboardingSearch = Schema.Struct({
  step: Schema.optionalKey(Schema.Literal("cash")),
  connected: Schema.optionalKey(Schema.Union([Schema.Literal("1"), Schema.Literal(1)])),
  connect_error: Schema.optionalKey(ConnectError),
  client: Schema.optionalKey(ClientId)
})
export type OnboardingSearch = typeof OnboardingSearch.Type
