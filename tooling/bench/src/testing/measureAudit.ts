import { Audit } from "@beep/audit/server/Audit"
import { appendLoad } from "@beep/audit/testing/appendLoad"
import { crypto, signerOf } from "@beep/audit/testing/signer"
import { verifySpeed } from "@beep/audit/testing/verifySpeed"
import type { OrganizationId } from "@beep/kernel/ids"
import type { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Effect, Layer } from "effect"
import type { Figure } from "../report/Figure.ts"
import { BenchRefused } from "../stage/BenchRefused.ts"

const part = "audit"
const entries = 1_000_000
const appends = { count: 5_000, concurrency: 16 } as const

/** Checking an exported log of a million entries. */
export const measureVerify = Effect.gen(function* () {
  const result = yield* verifySpeed(entries)
  if (result.findings > 0 || result.entries !== entries)
    return yield* new BenchRefused({ reason: "the exported log did not verify" })
  const figures: ReadonlyArray<Figure> = [
    { part, name: "verify 1,000,000 entries", value: result.seconds, unit: "s", target: { atMost: 5 } }
  ]
  return figures
}).pipe(Effect.provide(signerOf(1).pipe(Layer.provideMerge(crypto))))

/** Entries of one organization, each in a transaction of its own. */
export const measureAppend = (
  organizationId: OrganizationId
): Effect.Effect<ReadonlyArray<Figure>, Effect.Error<ReturnType<typeof appendLoad>>, Audit | TenantTransaction> =>
  Effect.gen(function* () {
    yield* appendLoad({ organizationId, count: 500, concurrency: appends.concurrency })
    const { perSecond } = yield* appendLoad({ organizationId, ...appends })
    return [{ part, name: `appends, ${appends.concurrency} at once`, value: perSecond, unit: "/s" }]
  })
