import { dateIn, type LocalDate } from "@beep/kernel/LocalDate"
import type { Client } from "@beep/tenancy/contract/Client"
import { DateTime } from "effect"
import type { CashAccount } from "../../contract/ledger/CashAccount.ts"
import type { GlAccount } from "../../contract/ledger/GlAccount.ts"
import type { DecidedRole } from "../../contract/onboarding/CashChoice.ts"
import type { AccountLines, LedgerLine } from "../internal/ledger/LedgerLine.ts"
import type { StoredRecord, StoredState } from "../internal/ledger/StoredRecord.ts"
import { cashAccounts, type KnownAccount, knownAccount } from "./cashAccounts.ts"
import { glAccounts } from "./glAccounts.ts"
import { namedAccounts } from "./namedAccounts.ts"
import { isRejected } from "./rejectedRecords.ts"

export interface FrameParts {
  readonly client: Client
  readonly asOf: LocalDate
  /** Everything a snapshot rests on but the lines of the ledger report. */
  readonly records: ReadonlyArray<StoredRecord>
  readonly states: ReadonlyArray<StoredState>
  /** What members decided of bank accounts, by their ids. */
  readonly roles: ReadonlyMap<string, DecidedRole>
  readonly totals: ReadonlyArray<AccountLines>
}

/** The accounts of the books, before any line of the ledger report was read. */
export interface LedgerFrame {
  readonly asOf: LocalDate
  /** The list of accounts by id. */
  readonly known: ReadonlyMap<string, KnownAccount>
  readonly accounts: ReadonlyArray<CashAccount>
  /** Ids of the accounts that count as cash. */
  readonly included: ReadonlySet<string>
  /** The accounts of the newest ledger report without their rows, by the keys of their lines. */
  readonly ledger: ReadonlyMap<string, GlAccount>
  /** The records of these accounts, with the ids the report left out. */
  readonly reported: ReadonlyArray<StoredRecord>
  readonly totals: ReadonlyArray<AccountLines>
  /** Gives a line or an account of the report the id that was left out. */
  readonly named: <A extends Pick<LedgerLine, "account_id" | "facts">>(line: A) => A
}

/** The day, in the client's zone, on which the list of accounts was last read. */
const listedOn = (states: ReadonlyArray<StoredState>, client: Client): LocalDate | undefined => {
  const at = states.find((state) => state.entity_type === "Account")?.last_success_at
  return at === undefined || at === null ? undefined : dateIn(client.timezone, DateTime.toEpochMillis(at))
}

/** A ledger report of an earlier day still speaks for its accounts, unless their list was read on a later day than it ends. */
const speaksFor = (day: LocalDate | null, asOf: LocalDate, listed: LocalDate | undefined): boolean =>
  day !== null && (day === asOf || (listed !== undefined && day >= listed))

/** The account a record is about. */
const accountOf = (record: StoredRecord): string | null => (record.entity_type === "Account" ? record.qbo_id : record.account_id)

export const ledgerFrame = ({ asOf, client, records, roles, states, totals }: FrameParts): LedgerFrame => {
  const of = (type: StoredRecord["entity_type"]) => records.filter((record) => record.entity_type === type)
  const listed = of("Account")
  const named = namedAccounts(listed, of("GeneralLedgerAccount"))
  const reported = of("GeneralLedgerAccount").map(named)
  const sheet = of("BalanceSheetLine")
  const known = new Map(listed.map((record) => [record.qbo_id, knownAccount(record, roles)]))
  const ledger = glAccounts(reported, totals, known, roles)
  const ledgerDay = reported[0]?.txn_date ?? null
  const unknownBalance = new Set([...listed, ...reported, ...sheet].filter(isRejected).map(accountOf))
  const accounts = cashAccounts(
    listed,
    [...ledger.values()],
    {
      ledger: speaksFor(ledgerDay, asOf, listedOn(states, client)) ? [...ledger.values()] : [],
      ledgerDay,
      asOf,
      sheet: new Map(
        sheet.flatMap((line) =>
          line.account_id === null || isRejected(line) ? [] : [[line.account_id, line.amount_minor ?? 0n]]
        )
      )
    },
    client.homeCurrency,
    known
  ).filter(({ qboId }) => !unknownBalance.has(qboId))
  return {
    asOf,
    known,
    accounts,
    included: new Set<string>(accounts.filter((account) => account.role === "included").map((account) => account.qboId)),
    ledger,
    reported,
    totals,
    named
  }
}
