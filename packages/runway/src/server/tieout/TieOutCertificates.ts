import { Audit } from "@beep/audit/server/Audit"
import type { CurrentActor } from "@beep/kernel/CurrentActor"
import { CurrentTenant } from "@beep/kernel/CurrentTenant"
import { NotFound, type Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { TenantTransaction } from "@beep/sql/TenantTransaction"
import { Clients } from "@beep/tenancy/server/Clients"
import { Vault } from "@beep/vault/Vault"
import { Context, Effect, Layer, Option } from "effect"
import { tieOutHistory } from "../../contract/TieOutApi.ts"
import type { TieOutCertificate, TieOutCertificateId, TieOutStanding } from "../../contract/tieout/TieOutCertificate.ts"
import { certificates, type StoredCertificate } from "../internal/tieout/Certificates.ts"
import { nightlyDrifts } from "../internal/tieout/NightlyDrifts.ts"
import { decodeNames, namesPurpose } from "./names.ts"
import { summaryOf } from "./summaryOf.ts"

type Caller = CurrentTenant | CurrentActor

/** Names stand in the order of the sections and their entities; none are there for an erased client. */
const certificateOf = (
  clientId: ClientId,
  { result, ...stored }: StoredCertificate,
  names: ReadonlyArray<string>
): TieOutCertificate => {
  let at = 0
  return {
    ...result,
    certificateId: stored.certificateId,
    clientId,
    syncRunId: stored.syncRunId,
    comparedAt: stored.comparedAt,
    sha256: stored.sha256,
    sections: result.sections.map((section) => ({
      ...section,
      entities: section.entities.map((entity) => {
        const name = names[at] ?? ""
        at += 1
        return { ...entity, name: name === "" ? null : name }
      })
    }))
  }
}

/**
 * The certificates of a client, read.
 *
 * @effect-expect-leaking CurrentTenant | CurrentActor
 */
export class TieOutCertificates extends Context.Service<
  TieOutCertificates,
  {
    standing(clientId: ClientId): Effect.Effect<TieOutStanding, NotFound | Unavailable, Caller>
    /** The look is audited: it shows names. */
    get(clientId: ClientId, certificateId: TieOutCertificateId): Effect.Effect<TieOutCertificate, NotFound | Unavailable, Caller>
  }
>()("@beep/runway/TieOutCertificates") {
  static readonly layer = Layer.effect(
    TieOutCertificates,
    Effect.gen(function* () {
      const audit = yield* Audit
      const clients = yield* Clients
      const rows = yield* certificates
      const drifts = yield* nightlyDrifts
      const transaction = yield* TenantTransaction
      const vault = yield* Vault

      const requireBusiness = Effect.fnUntraced(function* (clientId: ClientId) {
        const client = yield* clients.require(clientId)
        if (client.kind !== "business") return yield* new NotFound()
      })

      const standing = Effect.fn("TieOutCertificates.standing")(function* (clientId: ClientId) {
        yield* requireBusiness(clientId)
        const { organizationId } = yield* CurrentTenant
        const { drift, newest } = yield* transaction.run(
          Effect.all({
            newest: rows.newest({ organizationId, clientId, limit: tieOutHistory }),
            drift: drifts.standing(clientId)
          })
        )
        const history = newest.map((stored) => summaryOf(clientId, stored))
        return { latest: history[0] ?? null, history, drift }
      })

      const get = Effect.fn("TieOutCertificates.get")(function* (clientId: ClientId, certificateId: TieOutCertificateId) {
        yield* requireBusiness(clientId)
        const { organizationId } = yield* CurrentTenant
        const found = yield* transaction.run(
          Effect.gen(function* () {
            const stored = yield* rows.find({ organizationId, clientId, certificateId })
            if (Option.isNone(stored)) return null
            const sealed = stored.value.namesSealed
            const names =
              sealed === null
                ? []
                : yield* vault.openText(clientId, namesPurpose, sealed).pipe(
                    Effect.flatMap((text) => Effect.orDie(decodeNames(text))),
                    Effect.catchTags({ KeyDestroyed: () => Effect.succeed([]), NotSealedHere: Effect.die })
                  )
            yield* audit.append({
              action: "tie_out.viewed",
              entityType: "tie_out_certificate",
              entityId: certificateId,
              clientId,
              result: "ok"
            })
            return certificateOf(clientId, stored.value, names)
          })
        )
        return found ?? (yield* new NotFound())
      })

      return TieOutCertificates.of({ standing, get })
    })
  )
}
