import { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { MemberId, OrganizationId } from "@beep/kernel/ids"
import * as Domains from "@beep/server/composition/domains"
import * as Infrastructure from "@beep/server/composition/infrastructure"
import { decodeEnv } from "@beep/shared-env/decodeEnv"
import { Context, Effect, Layer } from "effect"
import { BenchRefused } from "./BenchRefused.ts"
import type { Stage } from "./Stage.ts"

export const job = "bench"

/** The product's services in this process, on the database of the stage. */
export const services = (stage: Stage) =>
  Layer.unwrap(
    Effect.fromResult(decodeEnv("server", "local", { ...stage.env, DB_PG_POOL_MAX: "16" })).pipe(
      Effect.mapError((faults) => new BenchRefused({ reason: faults.message })),
      Effect.map((env) => Domains.layer(env).pipe(Layer.provideMerge(Infrastructure.layer(Infrastructure.foundationOf(env)))))
    )
  )

export const asOwner = (organizationId: OrganizationId, memberId: MemberId) =>
  Context.make(CurrentTenant, { organizationId, memberId, role: "owner" }).pipe(
    Context.add(CurrentActor, { kind: "system", job })
  )
