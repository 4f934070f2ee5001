import { daysBetween } from "@beep/kernel/LocalDate"
import { clusters } from "../clusters.ts"
import { documentEvidence, evidenceOf, type Finding, groupKey, type HygieneRule, refOf, stakeOf } from "../Finding.ts"
import { type BookDocument, type BookParty, type HygieneBooks, isConsidered, type PartyKind } from "../HygieneBooks.ts"
import { similarPairs } from "../similarNames.ts"

/** Without a number, two documents this near to each other may be one. */
const nearDays = 3

const canDouble: ReadonlySet<string> = new Set(["Bill", "Invoice", "Payment", "BillPayment"])

const isSame = (one: BookDocument, other: BookDocument): boolean =>
  one.docNumber === null && other.docNumber === null
    ? Math.abs(daysBetween(one.txnDate, other.txnDate)) <= nearDays
    : one.docNumber !== null && one.docNumber === other.docNumber

function* pairsAmong(documents: ReadonlyArray<BookDocument>): Generator<readonly [number, number]> {
  for (const [at, one] of documents.entries())
    for (let next = at + 1; next < documents.length; next += 1) {
      const other = documents[next]
      if (other !== undefined && isSame(one, other)) yield [at, next]
    }
}

const sum = (amounts: ReadonlyArray<bigint | null>): bigint | null =>
  amounts.reduce<bigint | null>((total, amount) => (total === null || amount === null ? null : total + amount), 0n)

const twice = (documents: ReadonlyArray<BookDocument>): Finding => {
  const inOrder = documents.toSorted((a, b) =>
    a.txnDate === b.txnDate ? a.qboId.localeCompare(b.qboId) : a.txnDate < b.txnDate ? -1 : 1
  )
  return {
    ruleId: "HYG-04",
    severity: "critical",
    key: groupKey(documents),
    records: inOrder.map(refOf),
    // The first may be right; what is beyond it may be there twice.
    amountMinor: sum(inOrder.slice(1).map(stakeOf)),
    date: inOrder.at(-1)?.txnDate ?? null,
    facts: { count: documents.length, cause: inOrder[0]?.docNumber === null ? "same_amount" : "same_number" },
    evidence: evidenceOf(inOrder.map(documentEvidence))
  }
}

/** HYG-04: documents of one kind and party over the same amount with the same number, or without numbers and three days apart at most. */
export const duplicateDocuments: HygieneRule = (books) => {
  const grouped = Map.groupBy(
    books.documents.filter(
      (document) =>
        canDouble.has(document.entityType) &&
        isConsidered(books, document) &&
        document.partyId !== null &&
        document.totalMinor !== null &&
        document.totalMinor > 0n
    ),
    ({ currency, entityType, partyId, totalMinor }) => `${entityType}/${partyId}/${currency}/${totalMinor}`
  )
  return [...grouped.values()].flatMap((own) => clusters(own, pairsAmong(own)).map(twice))
}

function* sharedEmail(parties: ReadonlyArray<BookParty>): Generator<readonly [number, number]> {
  const first = new Map<string, number>()
  for (const [at, { email }] of parties.entries()) {
    if (email === null) continue
    const before = first.get(email)
    if (before === undefined) first.set(email, at)
    else yield [before, at]
  }
}

const alike = ({ parties }: HygieneBooks, kind: PartyKind): ReadonlyArray<Finding> => {
  const active = parties.filter((party) => party.kind === kind && party.state === "active")
  const pairs = [...similarPairs(active.map(({ name }) => name)), ...sharedEmail(active)]
  return clusters(active, pairs).map((group) => {
    const records = group.map(({ qboId }) => ({ entityType: kind, qboId }))
    return {
      ruleId: "HYG-14",
      severity: "medium",
      key: groupKey(records),
      records,
      amountMinor: null,
      date: null,
      facts: { count: group.length, cause: kind === "Vendor" ? "vendors" : "customers" },
      evidence: evidenceOf(group.flatMap(({ email, name, qboId }) => [qboId, name, email]))
    }
  })
}

/** HYG-14: active vendors, or active customers, under names that are nearly one, or with one mail address. */
export const duplicateParties: HygieneRule = (books) => [...alike(books, "Vendor"), ...alike(books, "Customer")]
