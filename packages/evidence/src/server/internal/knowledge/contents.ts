import type { ClientId, DocumentVersionId } from "@beep/kernel/ids"
import type { SealedItem } from "@beep/vault/Vault"
import { Effect, Option } from "effect"
import { openSealed } from "../openSealed.ts"
import { purposes } from "../sealedForms.ts"

/** A row that points into a version; the first of each version brings its content, unless the message is another client's by now. */
interface Pointing {
  readonly documentVersionId: DocumentVersionId
  readonly contentSealed: Uint8Array | null
}

/** The contents of the versions that rows point into, each opened once, and `more` texts of the client with them. */
export const contentOpener = Effect.map(openSealed, (open) =>
  Effect.fnUntraced(function* (clientId: ClientId, rows: ReadonlyArray<Pointing>, more: ReadonlyArray<SealedItem> = []) {
    const stored = rows.flatMap(({ contentSealed, documentVersionId: id }) =>
      contentSealed === null ? [] : [{ id, contentSealed }]
    )
    const texts = yield* open([
      ...stored.map(({ contentSealed, id }) => ({ owner: clientId, purpose: purposes.content(id), sealed: contentSealed })),
      ...more
    ]).pipe(Effect.catchTag("KeyDestroyed", () => Effect.succeed([])))
    const contents = new Map(stored.map(({ id }, index) => [id, texts[index] ?? Option.none<string>()]))
    return {
      contentOf: (id: DocumentVersionId): Option.Option<string> => contents.get(id) ?? Option.none(),
      texts: texts.slice(stored.length)
    }
  })
)
