import { Result } from "effect"
import type { CompanyState, ObjectRef } from "../store/CompanyState.ts"
import type { Draft } from "../store/Draft.ts"
import { instantText } from "../store/Mark.ts"
import { businessRule, objectGone, type Refusal } from "../store/Refusal.ts"

const badAddress: Refusal = {
  code: "2210",
  message: "Email Address does not conform to the syntax rules of RFC 822.",
  detail: "Email Address does not conform to the syntax rules of RFC 822.",
  element: "BillEmail.Address"
}

/** Marks an invoice as sent by mail, to `sendTo` or to the address that stands on it; no mail leaves the stand-in. */
export const sendInvoice = (
  draft: Draft,
  state: CompanyState,
  id: string,
  sendTo: string | undefined
): Result.Result<ObjectRef, Refusal> =>
  Result.gen(function* () {
    const invoice = draft.transaction(id)
    if (invoice?.type !== "Invoice") return yield* Result.fail(objectGone)
    const known = state.marks.get(`Invoice/${id}`)?.extra["BillEmail"]
    if (sendTo === undefined && known === undefined)
      return yield* Result.fail(businessRule("You must enter an email address to send the transaction."))
    if (sendTo !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sendTo)) return yield* Result.fail(badAddress)
    draft.write({ ...invoice, emailed: true }, "Emailed")
    draft.annotate("Invoice", id, {
      BillEmail: sendTo === undefined ? known : { Address: sendTo },
      DeliveryInfo: { DeliveryType: "Email", DeliveryTime: instantText(draft.at) }
    })
    return { entity: "Invoice", id }
  })
