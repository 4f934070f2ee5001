import { Layer } from "effect"
import { mailHandlers } from "./mailHandlers.ts"
import { MailSync } from "./MailSync.ts"
import { Materialiser } from "./Materialiser.ts"
import { Threads } from "./Threads.ts"

/** Mail on its way to documents; needs `Documents`, tenancy's `Clients` and `ClientContacts`, `GoogleAccounts` and the Gmail wire. */
export const layer = Layer.mergeAll(MailSync.layer, Threads.layer).pipe(Layer.provideMerge(Materialiser.layer))

/** The `mail` group over it. */
export const layerHttp = mailHandlers
