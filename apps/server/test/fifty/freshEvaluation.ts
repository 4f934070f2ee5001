import { daysBetween, LocalDate } from "@beep/kernel/LocalDate"
import type { CompanySource } from "@beep/sandbox/accounting/CompanySource"
import { cents, type Fresh, freshObjects, type Paper, papersOf } from "./freshObjects.ts"

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\b(inc|llc|ltd|co|corp|company)\b/g, "")
    .replace(/&/g, "and")
    .replace(/[^a-z0-9]/g, "")

/** Edits between two texts, by the whole table. */
const edits = (a: string, b: string): number => {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0))
  )
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const row = table[i]
      if (row === undefined) continue
      row[j] = Math.min(
        (table[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (table[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      )
    }
  return table[a.length]?.[b.length] ?? 0
}

const alike = (one: string, other: string): boolean => {
  const [a, b] = [plain(one), plain(other)]
  if (a === "" || b === "" || a.replace(/\D+/g, " ") !== b.replace(/\D+/g, " ")) return false
  const longer = Math.max(a.length, b.length)
  return Math.abs(a.length - b.length) * 10 <= longer && edits(a, b) * 10 <= longer
}

const twins = (type: "Vendor" | "Customer", list: ReadonlyMap<string, Fresh>): ReadonlyArray<string> => {
  const active = [...list.values()].filter(({ Active }) => Active !== false)
  const mail = ({ PrimaryEmailAddr }: Fresh) => PrimaryEmailAddr?.Address?.toLowerCase()
  return active
    .filter((one) =>
      active.some(
        (other) =>
          other !== one &&
          (alike(one.DisplayName ?? "", other.DisplayName ?? "") || (mail(one) !== undefined && mail(one) === mail(other)))
      )
    )
    .map(({ Id }) => `${type}/${Id}`)
}

const isOwed = ({ type }: Paper): boolean => type === "Bill" || type === "Invoice"
const keys = (papers: ReadonlyArray<Paper>): ReadonlyArray<string> => papers.map(({ key }) => key)

const numberOf = ({ object }: Paper): string | undefined => object.DocNumber ?? object.PaymentRefNum

const isDoubled = (one: Paper, papers: ReadonlyArray<Paper>): boolean =>
  papers.some((other) => {
    if (other === one || other.type !== one.type || other.partyId !== one.partyId || !other.counts) return false
    if (
      cents(other.object.TotalAmt) !== cents(one.object.TotalAmt) ||
      other.object.CurrencyRef?.value !== one.object.CurrencyRef?.value
    )
      return false
    const [mine, theirs] = [numberOf(one), numberOf(other)]
    return mine === undefined && theirs === undefined ? Math.abs(one.age - other.age) <= 3 : mine !== undefined && mine === theirs
  })

const homeValue = ({ object }: Paper): number => Math.round(cents(object.TotalAmt) * (object.ExchangeRate ?? 1))

const isForeign = ({ object }: Paper): boolean => object.CurrencyRef !== undefined && object.CurrencyRef.value !== "USD"

/** The ids each rule of runway.md 4.2 is true of, over freshly read objects; written from the specification and apart from the product. */
export const freshEvaluation = (source: CompanySource, asOf: LocalDate): Readonly<Record<string, ReadonlyArray<string>>> => {
  const { papers, parties } = papersOf(source, asOf)
  const counted = papers.filter(({ counts }) => counts)
  const open = (type: Paper["type"]) => papers.filter((paper) => paper.type === type && paper.open > 0)
  const late = (type: "Bill" | "Invoice", days: number) => open(type).filter(({ due }) => due !== null && due > days)
  const accounts = freshObjects(source, "Account")
  const waiting = accounts.filter(({ AccountSubType }) => AccountSubType === "UndepositedFunds")
  const waits = waiting.reduce((sum, { CurrentBalance }) => sum + cents(CurrentBalance), 0) > 0
  const taken = new Set(
    papers
      .filter(({ type }) => type === "Deposit")
      .flatMap(({ object }) =>
        (object.Line ?? []).flatMap(({ LinkedTxn = [] }) => LinkedTxn.map(({ TxnId, TxnType }) => `${TxnType}/${TxnId}`))
      )
  )
  const unsorted = new Set(accounts.filter(({ Name }) => /uncategori|ask my accountant/i.test(Name ?? "")).map(({ Id }) => Id))
  const sorts = (["Purchase", "Bill"] as const).flatMap((type) =>
    freshObjects(source, type)
      .filter(({ Line = [], TxnDate }) => {
        const age = daysBetween(LocalDate.make(TxnDate ?? ""), asOf)
        return (
          age >= 0 && age <= 90 && Line.some((line) => unsorted.has(line.AccountBasedExpenseLineDetail?.AccountRef?.value ?? ""))
        )
      })
      .map(({ Id }) => `${type}/${Id}`)
  )
  const unusual = counted.filter((paper) => {
    if (
      !isOwed(paper) ||
      (isForeign(paper) && paper.object.ExchangeRate === undefined) ||
      homeValue(paper) <= 0 ||
      homeValue(paper) > 2 ** 53
    )
      return false
    const own = papers
      .filter((other) => other.type === paper.type && other.partyId !== undefined && other.partyId === paper.partyId)
      .filter((other) => !isForeign(other) || other.object.ExchangeRate !== undefined)
      .map(homeValue)
      .filter((total) => total > 0)
      .toSorted((a, b) => a - b)
    const median = own[Math.ceil(own.length / 2) - 1] ?? 0
    return (
      (own.length >= 5 && homeValue(paper) > 3 * median) ||
      (own.length === 1 && paper.type === "Bill" && homeValue(paper) > 1_000_000)
    )
  })
  const owing = (type: "Bill" | "Invoice", paper: Paper) => open(type).some(({ partyId }) => partyId === paper.partyId)
  const vendors = [...parties.Vendor.values()].filter(({ Active }) => Active !== false)
  const customers = [...parties.Customer.values()].filter(({ Active }) => Active !== false)
  return {
    "HYG-01": keys(open("Bill").filter(({ due }) => due === null)),
    "HYG-02": keys([
      ...papers.filter(
        ({ age, key, object, type }) =>
          waits &&
          (type === "Payment" || type === "SalesReceipt") &&
          age > 3 &&
          cents(object.TotalAmt) > 0 &&
          (object.DepositToAccountRef === undefined || waiting.some(({ Id }) => Id === object.DepositToAccountRef?.value)) &&
          !taken.has(key)
      ),
      ...counted.filter(
        ({ age, object, type }) =>
          type === "Deposit" &&
          age > 3 &&
          (object.Line ?? []).some(({ Amount, LinkedTxn = [] }) => LinkedTxn.length === 0 && cents(Amount) > 0)
      )
    ]),
    "HYG-04": keys(
      counted.filter(
        (paper) =>
          ["Bill", "Invoice", "Payment", "BillPayment"].includes(paper.type) &&
          paper.partyId !== undefined &&
          cents(paper.object.TotalAmt) > 0 &&
          isDoubled(paper, papers)
      )
    ),
    "HYG-05": keys(counted.filter((paper) => isOwed(paper) && paper.party === undefined)),
    "HYG-06": keys(open("Invoice").filter(({ due }) => due === null)),
    "HYG-07": sorts,
    "HYG-08": keys(counted.filter((paper) => isOwed(paper) && cents(paper.object.TotalAmt) <= 0)),
    "HYG-09": keys(
      papers.filter(
        (paper) =>
          isOwed(paper) && paper.open > 0 && paper.object.DueDate !== undefined && paper.due !== null && paper.due > paper.age
      )
    ),
    "HYG-10": keys(late("Invoice", 90)),
    "HYG-11": keys(late("Invoice", 0)),
    "HYG-12": keys(late("Invoice", 0).filter((paper) => Math.round(paper.open * (paper.object.ExchangeRate ?? 1)) > 500_000)),
    "HYG-13": keys(late("Bill", 60)),
    "HYG-14": [...twins("Vendor", parties.Vendor), ...twins("Customer", parties.Customer)],
    "HYG-15": vendors
      .filter(
        ({ Id, TermRef }) => TermRef === undefined && counted.some(({ partyId, type }) => type === "Bill" && partyId === Id)
      )
      .map(({ Id }) => `Vendor/${Id}`),
    "HYG-16": customers
      .filter(
        ({ Id, PrimaryEmailAddr }) =>
          PrimaryEmailAddr?.Address === undefined && open("Invoice").some(({ partyId }) => partyId === Id)
      )
      .map(({ Id }) => `Customer/${Id}`),
    "HYG-17": keys(unusual),
    "HYG-18": keys(counted.filter((paper) => isOwed(paper) && paper.party?.Active === false)),
    "HYG-20": keys([
      ...[...open("Payment"), ...open("CreditMemo")].filter((paper) => paper.age > 14 && owing("Invoice", paper)),
      ...open("VendorCredit").filter((paper) => paper.age > 14 && owing("Bill", paper))
    ]),
    "HYG-21": accounts
      .filter(({ Active, AccountType, Name }) => AccountType === "Bank" && Active !== false && /trust|escrow/i.test(Name ?? ""))
      .map(({ Id }) => `Account/${Id}`),
    "HYG-25": keys(
      counted.filter(
        (paper) =>
          isForeign(paper) &&
          paper.object.ExchangeRate === undefined &&
          !(paper.open > 0 && paper.object.HomeBalance !== undefined)
      )
    ),
    "HYG-26": keys(
      papers.filter(
        ({ age, object, type }) => (type === "BillPayment" || type === "Payment") && age < 0 && cents(object.TotalAmt) > 0
      )
    ),
    "HYG-27": keys(
      counted.filter(
        ({ object, type }) =>
          (type === "Bill" && object.DocNumber === undefined) ||
          (type === "BillPayment" && object.PayType === undefined && cents(object.TotalAmt) > 0)
      )
    )
  }
}

/** The score of runway.md 4.3 over fresh objects, in plain arithmetic; `found` are the ids of each rule, and the sync is not an hour old. */
export const freshScore = (
  source: CompanySource,
  asOf: LocalDate,
  found: Readonly<Record<string, ReadonlyArray<string>>>,
  issues: { readonly critical: number; readonly high: number }
): number => {
  const { papers, parties } = papersOf(source, asOf)
  const counted = papers.filter(({ counts }) => counts)
  const named = (type: "Vendor" | "Customer") => {
    const ids = new Set(
      counted.filter((paper) => paper.partyType === type && paper.type !== "Deposit").map(({ partyId }) => partyId)
    )
    return [...parties[type].values()].filter(({ Id }) => ids.has(Id))
  }
  const banks = freshObjects(source, "Account").filter(({ Active, AccountType }) => AccountType === "Bank" && Active !== false)
  const [vendors, customers] = [named("Vendor"), named("Customer")]
  const size = counted.length + vendors.length + customers.length + banks.length
  if (size === 0) return 50
  if (size < 10) return Math.max(50, (size < 5 ? 75 : 70) - 8 * issues.critical - 5 * issues.high)
  const share = (fields: ReadonlyArray<boolean>) => fields.filter(Boolean).length / fields.length
  const isWorthy = (amount: number | undefined) => Math.abs(cents(amount)) <= 2 ** 53
  const shares = [
    ...counted.flatMap(({ due, object, partyId, type }) => {
      const shared = [partyId !== undefined, true, isWorthy(object.TotalAmt)]
      if (type === "Bill") return [share([...shared, due !== null || object.SalesTermRef !== undefined, true])]
      return type === "Invoice" ? [share([...shared, due !== null])] : []
    }),
    ...vendors.map(({ DisplayName, PrimaryEmailAddr, PrimaryPhone, TermRef }) =>
      share([
        DisplayName !== undefined,
        TermRef !== undefined,
        (PrimaryEmailAddr?.Address ?? PrimaryPhone?.FreeFormNumber) !== undefined
      ])
    ),
    ...customers.map(({ DisplayName, PrimaryEmailAddr }) =>
      share([DisplayName !== undefined, PrimaryEmailAddr?.Address !== undefined])
    ),
    ...banks.map(({ Name }) => (/trust|escrow/i.test(Name ?? "") ? 0 : 1))
  ]
  const without = (...rules: ReadonlyArray<string>) =>
    100 - (100 * new Set(rules.flatMap((rule) => found[rule] ?? [])).size) / size
  const invalid = counted.filter(
    (paper) => isOwed(paper) && (cents(paper.object.TotalAmt) <= 0 || !isWorthy(paper.object.TotalAmt))
  )
  return Math.round(
    (30 * shares.reduce((sum, one) => sum + one, 0)) / shares.length +
      0.25 * without("HYG-04", "HYG-08", "HYG-17", "HYG-19") +
      0.2 * without("HYG-05", "HYG-09", "HYG-14", "HYG-18", "HYG-25") +
      0.15 * ((100 + without("HYG-02", "HYG-10", "HYG-13", "HYG-20")) / 2) +
      0.1 * (100 - (100 * invalid.length) / size)
  )
}
