import { evidenceOf, type Finding, type HygieneRule } from "../Finding.ts"
import { type BookDocument, type BookParty, hasRead, isConsidered, isOpen } from "../HygieneBooks.ts"

const onParty = (
  party: BookParty,
  open: ReadonlyArray<BookDocument>,
  finding: Pick<Finding, "ruleId" | "severity">,
  evidence: string
): Finding => ({
  ...finding,
  key: `${party.kind}/${party.qboId}`,
  records: [{ entityType: party.kind, qboId: party.qboId }],
  amountMinor: open.length === 0 ? null : open.reduce((sum, { homeOpenMinor }) => sum + (homeOpenMinor ?? 0n), 0n),
  date: null,
  facts: { count: open.length },
  evidence
})

/** HYG-15: an active vendor without terms; low where it has bills of the last 90 days and none is open. */
export const vendorWithoutTerms: HygieneRule = (books) => {
  if (!hasRead(books, ["vendors", "bills"])) return []
  const bills = Map.groupBy(
    books.documents.filter((document) => document.entityType === "Bill" && isConsidered(books, document)),
    ({ partyId }) => partyId
  )
  return books.parties.flatMap((party) => {
    const own = bills.get(party.qboId)
    if (party.kind !== "Vendor" || party.state !== "active" || party.termId !== null || own === undefined) return []
    const open = own.filter(isOpen)
    return [onParty(party, open, { ruleId: "HYG-15", severity: open.length > 0 ? "medium" : "low" }, evidenceOf([party.name]))]
  })
}

/** HYG-16: an active customer with an open invoice and no mail address; silent where the mirror does not know. */
export const customerWithoutEmail: HygieneRule = (books) => {
  if (!hasRead(books, ["customers", "invoices"])) return []
  const invoices = Map.groupBy(
    books.documents.filter((document) => document.entityType === "Invoice" && isOpen(document)),
    ({ partyId }) => partyId
  )
  return books.parties.flatMap((party) => {
    const open = invoices.get(party.qboId)
    if (party.kind !== "Customer" || party.state !== "active" || party.contact?.email !== false || open === undefined) return []
    return [onParty(party, open, { ruleId: "HYG-16", severity: "medium" }, evidenceOf([party.name]))]
  })
}
