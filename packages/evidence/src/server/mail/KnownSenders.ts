import type { CurrentActor } from "@beep/kernel/CurrentActor"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { NotFound, Unavailable } from "@beep/kernel/errors"
import type { ClientId } from "@beep/kernel/ids"
import { ClientContacts } from "@beep/tenancy/server/ClientContacts"
import { MemberFacts } from "@beep/tenancy/server/MemberFacts"
import { Members } from "@beep/tenancy/server/Members"
import { Context, Effect, Layer } from "effect"
import type { TrustedSenders } from "../../contract/mail/senderFlags.ts"

type Caller = CurrentTenant | CurrentActor

/** @effect-expect-leaking CurrentTenant | CurrentActor */
export class KnownSenders extends Context.Service<
  KnownSenders,
  {
    /** Who is known for certain: everybody of the firm, and the client by the recorded addresses, without names yet. */
    readonly of: (clientId: ClientId) => Effect.Effect<TrustedSenders, NotFound | Unavailable, Caller>
  }
>()("@beep/evidence/KnownSenders") {
  static readonly layer: Layer.Layer<KnownSenders, never, Members | MemberFacts | ClientContacts> = Layer.effect(
    KnownSenders,
    Effect.gen(function* () {
      const members = yield* Members
      const facts = yield* MemberFacts
      const contacts = yield* ClientContacts
      return KnownSenders.of({
        of: Effect.fn("KnownSenders.of")(function* (clientId) {
          const people = (yield* members.list).filter(({ status }) => status !== "removed")
          const known = yield* facts.of(people)
          const { addresses } = yield* contacts.list(clientId)
          return {
            members: known.map(({ displayName, email }) => ({ name: displayName, address: email })),
            clients: addresses.map((address) => ({ names: [], address }))
          }
        })
      })
    })
  )
}
