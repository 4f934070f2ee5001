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
    /** The same for mail that is nobody's yet: by the recorded addresses of every client the caller sees. */
    readonly ofEveryClient: Effect.Effect<TrustedSenders, Unavailable, Caller>
  }
>()("@beep/evidence/KnownSenders") {
  static readonly layer: Layer.Layer<KnownSenders, never, Members | MemberFacts | ClientContacts> = Layer.effect(
    KnownSenders,
    Effect.gen(function* () {
      const members = yield* Members
      const facts = yield* MemberFacts
      const contacts = yield* ClientContacts
      const beside = Effect.fnUntraced(function* (addresses: ReadonlyArray<string>) {
        const people = (yield* members.list).filter(({ status }) => status !== "removed")
        const known = yield* facts.of(people)
        return {
          members: known.map(({ displayName, email }) => ({ name: displayName, address: email })),
          clients: addresses.map((address) => ({ names: [], address }))
        }
      })
      return KnownSenders.of({
        of: Effect.fn("KnownSenders.of")(function* (clientId) {
          const { addresses } = yield* contacts.list(clientId)
          return yield* beside(addresses)
        }),
        ofEveryClient: Effect.flatMap(contacts.recorded, beside).pipe(Effect.withSpan("KnownSenders.ofEveryClient"))
      })
    })
  )
}
