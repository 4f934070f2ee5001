import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { sync } from "../../messages/digest.ts"
import { exactInstant } from "../../shell/times.ts"

/** Why nothing moves for a while, and until when. */
export const SyncWait = ({ status }: { readonly status: SyncStatus }) =>
  status.waitsUntil === null ? null : (
    <p role="status" className="text-13">
      {sync.waits(exactInstant(status.waitsUntil))}
    </p>
  )
