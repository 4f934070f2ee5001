import { RequestId } from "@beep/quickbooks/contract/write/WriteRequest"
import { hash } from "node:crypto"
import type { WriteId } from "../../contract/writeback/WriteBack.ts"

/**
 * Names one request of one write to QuickBooks, however often it goes out (runway.md 5.6): made of the write's id and the
 * generation of its request, never of time or of how often it was tried.
 */
export const requestIdOf = (writeId: WriteId, generation: number): RequestId =>
  RequestId.make(hash("sha256", `${writeId}/${generation}`, "hex").slice(0, 32))
