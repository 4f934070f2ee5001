import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import type { EntityName } from "@beep/quickbooks/contract/entities/entityTypes"
import { minorFromDecimal } from "@beep/kernel/Money"
import { Result } from "effect"
import type { AccountLine, Transaction } from "../ledger/Transaction.ts"
import { sumOf, usedBy } from "../ledger/Transaction.ts"
import { checkedParts } from "../store/appliedParts.ts"
import { settledOf } from "../store/documentEdits.ts"
import type { Draft, PartyKind } from "../store/Draft.ts"
import { badReference, businessRule, otherCurrency, type Refusal, requiredParam } from "../store/Refusal.ts"
import type { LineBody, WriteBody } from "./WriteBody.ts"

type Checked<A> = Result.Result<A, Refusal>

export type WrittenDocument = "Bill" | "BillPayment" | "Invoice" | "Payment"
export const isWrittenDocument = (entity: EntityName): entity is WrittenDocument =>
  entity === "Bill" || entity === "BillPayment" || entity === "Invoice" || entity === "Payment"

const given = <A>(value: A | undefined, name: string): Checked<A> =>
  value === undefined ? Result.fail(requiredParam(name)) : Result.succeed(value)

const money = (draft: Draft, text: string | undefined, name: string): Checked<bigint> =>
  Result.flatMap(given(text, name), (digits) => {
    const minor = minorFromDecimal(digits, draft.books.currency)
    return minor === undefined || minor < 0n
      ? Result.fail(businessRule("The amount is not one of the company's currency."))
      : Result.succeed(minor)
  })

const account = (draft: Draft, id: string | undefined, name: string): Checked<string> =>
  Result.flatMap(given(id, name), (found) =>
    draft.account(found)?.active === true ? Result.succeed(found) : Result.fail(badReference(name))
  )

/** A party that was made inactive is no party for a new document; one that already stands on it stays. */
const party = (draft: Draft, kind: PartyKind, ref: WriteBody["VendorRef"], previous: string | undefined): Checked<string> =>
  Result.flatMap(given(ref?.value, `${kind}Ref`), (id) => {
    const found = draft.party(kind, id)
    if (found === undefined || (!found.active && id !== previous)) return Result.fail(badReference(`${kind}Ref`))
    return found.currency === undefined ? Result.succeed(id) : Result.fail(otherCurrency)
  })

const lineOf = (draft: Draft, line: LineBody, accountId: Checked<string>): Checked<AccountLine> =>
  Result.gen(function* () {
    return {
      accountId: yield* accountId,
      amount: yield* money(draft, line.Amount, "Line.Amount"),
      memo: line.Description ?? ""
    }
  })

const expenseLines = (draft: Draft, body: WriteBody): Checked<ReadonlyArray<AccountLine>> =>
  Result.flatMap(given(body.Line?.length === 0 ? undefined : body.Line, "Line"), (lines) =>
    Result.all(
      lines.map((line) =>
        lineOf(draft, line, account(draft, line.AccountBasedExpenseLineDetail?.AccountRef?.value, "AccountRef"))
      )
    )
  )

/** The stand-in has no items: one is named by the income account it would post to, as in what it answers. */
const salesLines = (draft: Draft, body: WriteBody): Checked<ReadonlyArray<AccountLine>> => {
  const lines = (body.Line ?? []).filter(({ DetailType }) => DetailType !== "SubTotalLineDetail")
  const usual = draft.allAccounts().find(({ active, type }) => active && type === "Income")
  return Result.flatMap(given(lines.length === 0 ? undefined : lines, "Line"), (sales) =>
    Result.all(
      sales.map((line) => {
        const detail = line.SalesItemLineDetail
        return lineOf(
          draft,
          line,
          account(draft, detail?.ItemAccountRef?.value ?? detail?.ItemRef?.value ?? usual?.id, "ItemRef")
        )
      })
    )
  )
}

const linkedParts = <Type extends string>(
  draft: Draft,
  body: WriteBody,
  types: ReadonlyArray<Type>
): Checked<ReadonlyArray<{ readonly type: Type; readonly id: string; readonly amount: bigint }>> =>
  Result.all(
    (body.Line ?? []).map((line) =>
      Result.gen(function* () {
        const [linked] = yield* given(line.LinkedTxn, "Line.LinkedTxn")
        const type = types.find((one) => one === linked?.TxnType)
        if (linked === undefined || type === undefined) return yield* Result.fail(badReference("LinkedTxn"))
        return { type, id: linked.TxnId, amount: yield* money(draft, line.Amount, "Line.Amount") }
      })
    )
  )

const dueDateOf = (draft: Draft, date: LocalDate, termId: string | null): LocalDate =>
  addDays(date, draft.books.terms.find(({ id }) => id === termId)?.dueDays ?? 0)

const termOf = (draft: Draft, id: string | undefined): Checked<string | null> =>
  id === undefined || draft.books.terms.some((term) => term.id === id)
    ? Result.succeed(id ?? null)
    : Result.fail(badReference("SalesTermRef"))

const tooLittle = Result.fail(businessRule("The amount is less than what has been applied."))

/** The next number after the greatest one, as QuickBooks gives an invoice that comes without. */
const nextNumber = (draft: Draft): string =>
  String(
    draft
      .allTransactions()
      .reduce(
        (last, one) =>
          one.type === "Invoice" && /^\d{1,9}$/.test(one.docNumber ?? "") ? Math.max(last, Number(one.docNumber)) : last,
        1000
      ) + 1
  )

interface Asked {
  readonly draft: Draft
  readonly entity: WrittenDocument
  readonly body: WriteBody
  readonly id: string
  readonly previous: Transaction | undefined
}

/** The document a body describes, checked against the books it would stand in. */
export const documentOf = ({ body, draft, entity, id, previous }: Asked): Checked<Transaction> =>
  Result.gen(function* () {
    const date = body.TxnDate ?? previous?.date ?? draft.books.asOf
    const common = { id, date, docNumber: body.DocNumber ?? null, memo: body.PrivateNote ?? "" }
    if (previous?.foreign !== undefined || (body.CurrencyRef?.value ?? draft.books.currency) !== draft.books.currency)
      return yield* Result.fail(otherCurrency)
    const wasVendor = previous !== undefined && "vendorId" in previous ? (previous.vendorId ?? undefined) : undefined
    const wasCustomer = previous !== undefined && "customerId" in previous ? (previous.customerId ?? undefined) : undefined
    switch (entity) {
      case "Bill": {
        const vendorId = yield* party(draft, "Vendor", body.VendorRef, wasVendor)
        const lines = yield* expenseLines(draft, body)
        const termId = yield* termOf(draft, body.SalesTermRef?.value)
        const usual = termId ?? draft.party("Vendor", vendorId)?.termId ?? null
        const kept = body.sparse === true && previous?.type === "Bill" ? previous.dueDate : dueDateOf(draft, date, usual)
        if (sumOf(lines) < settledOf(draft, id)) return yield* tooLittle
        return { ...common, type: "Bill", vendorId, dueDate: body.DueDate ?? kept, termId, lines }
      }
      case "Invoice": {
        const customerId = yield* party(draft, "Customer", body.CustomerRef, wasCustomer)
        const lines = yield* salesLines(draft, body)
        const termId = yield* termOf(draft, body.SalesTermRef?.value)
        const usual = termId ?? draft.party("Customer", customerId)?.termId ?? null
        const was = previous?.type === "Invoice" ? previous : undefined
        const kept = body.sparse === true && was !== undefined ? was.dueDate : dueDateOf(draft, date, usual)
        if (sumOf(lines) < settledOf(draft, id)) return yield* tooLittle
        return {
          ...common,
          type: "Invoice",
          docNumber: common.docNumber ?? was?.docNumber ?? nextNumber(draft),
          customerId,
          dueDate: body.DueDate ?? kept,
          termId,
          lines,
          emailed: was?.emailed ?? false
        }
      }
      case "BillPayment": {
        const vendorId = yield* party(draft, "Vendor", body.VendorRef, wasVendor)
        const payType = yield* given(body.PayType, "PayType")
        const from = payType === "Check" ? body.CheckPayment?.BankAccountRef : body.CreditCardPayment?.CCAccountRef
        const accountId = yield* account(draft, from?.value, payType === "Check" ? "BankAccountRef" : "CCAccountRef")
        const total = yield* money(draft, body.TotalAmt, "TotalAmt")
        const parts = yield* linkedParts(draft, body, ["Bill", "VendorCredit", "JournalEntry"] as const)
        const applied = yield* checkedParts(draft, parts, { paymentId: id, partyId: vendorId })
        const settled = usedBy(applied)
        // Real QuickBooks keeps the rest as a credit of the vendor; the stand-in's bill payments have no rest.
        if (settled !== total) return yield* Result.fail(businessRule("The total is not the sum of what is paid."))
        return { ...common, type: "BillPayment", vendorId, payType, accountId, applied }
      }
      case "Payment": {
        const customerId = yield* party(draft, "Customer", body.CustomerRef, wasCustomer)
        const waiting = draft.allAccounts().find(({ subType }) => subType === "UndepositedFunds")
        const accountId = yield* account(draft, body.DepositToAccountRef?.value ?? waiting?.id, "DepositToAccountRef")
        const total = yield* money(draft, body.TotalAmt, "TotalAmt")
        const parts = yield* linkedParts(draft, body, ["Invoice", "CreditMemo", "JournalEntry"] as const)
        const applied = yield* checkedParts(draft, parts, { paymentId: id, partyId: customerId })
        if (usedBy(applied) > total) return yield* Result.fail(businessRule("More was applied than was received."))
        return { ...common, type: "Payment", customerId, accountId, total, applied }
      }
    }
  })
