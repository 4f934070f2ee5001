import { CompanyInfo } from "@beep/quickbooks/contract/entities/CompanyInfo"
import { exactJson } from "@beep/quickbooks/contract/wire/exactJson"
import type { CurrentTenant } from "@beep/kernel/CurrentTenant"
import type { LocalDate } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { Context, DateTime, Effect, Layer, Option, Result, Schema } from "effect"
import type { SqlError } from "effect/sql"
import type { LedgerInput } from "../../contract/ledger/Coverage.ts"
import { isLineItem, type OpenItem } from "../../contract/ledger/OpenItem.ts"
import { QboId } from "../../contract/ledger/QboId.ts"
import {
  hasInput,
  hasPayableDocuments,
  hasReceivableDocuments,
  payableInputs,
  receivableInputs,
  rejectedOf
} from "../../contract/runway/coverageRules.ts"
import { agingRows } from "../../contract/tieout/agingRows.ts"
import { bankRows } from "../../contract/tieout/bankRows.ts"
import type { Side } from "../../contract/tieout/tieOutOf.ts"
import type { TieOutSection } from "../../contract/tieout/TieOutSection.ts"
import {
  fiscalYearStart,
  type SummedAccount,
  trialBalanceRows,
  type TypedAccount
} from "../../contract/tieout/trialBalanceRows.ts"
import { LedgerLines } from "../internal/ledger/LedgerLines.ts"
import { LedgerReader } from "../internal/ledger/LedgerReader.ts"
import { MirroredDocuments, type SourceText } from "../internal/tieout/MirroredDocuments.ts"
import { assembleSnapshot } from "../ledger/assembleSnapshot.ts"
import { noLines } from "../ledger/foldLines.ts"
import { framedBooks } from "../ledger/framedBooks.ts"
import type { LedgerFrame } from "../ledger/ledgerFrame.ts"
import { journalItems } from "../ledger/journalItems.ts"
import { itemContext } from "../ledger/openItems.ts"
import { earlyPayments, linkedPayments } from "./earlyPayments.ts"
import { laterSettlements, settledParts } from "./laterSettlements.ts"

/** Our side of every section, and the accounts by which reports without ids are read. */
export interface OurSides {
  readonly accounts: ReadonlyArray<TypedAccount>
  /** First day of the fiscal year; null when the company does not say. */
  readonly yearStart: LocalDate | null
  readonly rows: Readonly<Record<TieOutSection, Side>>
}

const decodeCompany = Schema.decodeUnknownOption(Schema.Struct({ FiscalYearStartMonth: CompanyInfo.fields.FiscalYearStartMonth }))

const firstMonthOf = (sources: ReadonlyArray<SourceText>): string | null => {
  const company = sources.find((source) => source.entityType === "CompanyInfo")
  if (company === undefined) return null
  return Option.getOrUndefined(decodeCompany(exactJson(company.raw)))?.FiscalYearStartMonth ?? null
}

/** PostgreSQL adds the lines up: a certificate takes no more memory for larger books. */
const summed = ({ ledger, totals }: LedgerFrame): ReadonlyArray<SummedAccount> => {
  const linesOf = Map.groupBy(totals, ({ accountKey }) => accountKey)
  return [...ledger].map(([key, { beginningMinor, qboId }]) => {
    const lines = linesOf.get(key) ?? []
    return {
      qboId,
      beginningMinor,
      lines: lines.reduce((count, { spokenLines }) => count + spokenLines, 0),
      sumMinor: lines.reduce((sum, { spokenMinor }) => sum + spokenMinor, 0n),
      earlierMinor: lines.reduce((sum, { earlierMinor }) => sum + earlierMinor, 0n)
    }
  })
}

/**
 * The mirror's side of a certificate, in the caller's tenant transaction.
 *
 * @effect-expect-leaking CurrentTenant
 */
export class TieOutBooks extends Context.Service<
  TieOutBooks,
  { read(client: Client, asOf: LocalDate): Effect.Effect<OurSides, SqlError.SqlError, CurrentTenant> }
>()("@beep/runway/internal/TieOutBooks") {
  static readonly layerNoDeps = Layer.effect(
    TieOutBooks,
    Effect.gen(function* () {
      const reader = yield* LedgerReader
      const framed = yield* framedBooks
      const mirrored = yield* MirroredDocuments

      const read = Effect.fn("TieOutBooks.read")(function* (client: Client, asOf: LocalDate) {
        const records = yield* reader.versions(client.id, asOf, Option.none())
        const states = yield* reader.states(client.id, Option.none())
        const lastRun = yield* reader.lastRun(client.id, Option.none())
        // As QuickBooks has them: which accounts the firm counts as cash is no matter of tying out.
        const roles = new Map()
        const sources = yield* mirrored.sources(client.id, asOf)
        const yearStart = fiscalYearStart(firstMonthOf(sources), asOf)
        const { frame, rejectedLines } = yield* framed({
          client,
          asOf,
          knownAt: Option.none(),
          records,
          states,
          roles,
          yearStart
        })
        const readAt = yield* DateTime.now
        const books = assembleSnapshot({ client, asOf, readAt, records, states, lastRun, frame, rejectedLines, lines: noLines })
        const parts = settledParts(sources)
        const names = new Map(records.map((record) => [`${record.entity_type}/${record.qbo_id}`, record.label.name ?? ""]))
        const nameOf = (kind: "Customer" | "Vendor", qboId: QboId | null) =>
          qboId === null ? "" : (names.get(`${kind}/${qboId}`) ?? "")
        const later = laterSettlements(parts, yield* mirrored.documents(client.id, parts), client.homeCurrency, nameOf)
        const late = yield* mirrored.late(client.id, asOf)
        const paid = yield* mirrored.payments(client.id, asOf, linkedPayments(late))
        const early = (side: "receivables" | "payables") => earlyPayments(side, paid, late, client.homeCurrency, nameOf)
        const accounts = records.flatMap((record) =>
          record.entity_type === "Account"
            ? [
                {
                  qboId: QboId.make(record.qbo_id),
                  name: record.label.name ?? record.qbo_id,
                  accountType: record.facts.accountType ?? null,
                  accountSubType: record.facts.accountSubType ?? null
                }
              ]
            : []
        )
        const ledgerState = states.find((state) => state.entity_type === "GeneralLedger")
        const of = (...types: ReadonlyArray<string>) => later.filter((part) => types.includes(part.entityType))
        const context = itemContext(records, client.homeCurrency, asOf)
        // What a payment of a later day settles of an entry is listed today, as with documents.
        const standing = (side: "receivables" | "payables"): ReadonlyArray<OpenItem> => [
          ...books[side].filter(({ entityType }) => !isLineItem(entityType)),
          ...journalItems(records, side, context, asOf)
        ]
        const unlessRejected = (inputs: ReadonlyArray<LedgerInput>, side: Side): Side =>
          rejectedOf(books, inputs).length === 0 ? side : Result.fail("unreadable_amount")
        const rows: OurSides["rows"] = {
          receivables: unlessRejected(
            receivableInputs,
            hasReceivableDocuments(books)
              ? agingRows("receivables", standing("receivables"), of("Invoice", "CreditMemo"), asOf, early("receivables"))
              : Result.fail("inputs_missing")
          ),
          payables: unlessRejected(
            [...payableInputs, "bill_payments"],
            hasPayableDocuments(books) && hasInput(books, "bill_payments")
              ? agingRows("payables", standing("payables"), of("Bill", "VendorCredit"), asOf, early("payables"))
              : Result.fail("inputs_missing")
          ),
          bank: unlessRejected(
            ["accounts"],
            hasInput(books, "accounts") ? bankRows(books.accounts) : Result.fail("inputs_missing")
          ),
          trial_balance: unlessRejected(
            ["accounts", "cash_movements", "general_ledger"],
            trialBalanceRows({
              accounts,
              ledger: summed(frame),
              ledgerFrom: ledgerState?.covers_from ?? null,
              ledgerTo: ledgerState?.covers_to ?? null,
              asOf,
              yearStart
            })
          )
        }
        return { accounts, yearStart, rows }
      })

      return TieOutBooks.of({ read })
    })
  )

  static readonly layer = TieOutBooks.layerNoDeps.pipe(
    Layer.provide([LedgerReader.layer, LedgerLines.layer, MirroredDocuments.layer])
  )
}
