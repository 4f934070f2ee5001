import { QboId } from "../../contract/ledger/QboId.ts"
import type { StoredRecord } from "../internal/ledger/StoredRecord.ts"

type OfAccount = Pick<StoredRecord, "account_id" | "facts">

/**
 * The ledger report leaves out the id of a sub-account: accounts and lines of the report
 * get it back from the list of accounts, where exactly one has the full name of the path.
 */
export const namedAccounts = (listed: ReadonlyArray<StoredRecord>, accounts: ReadonlyArray<StoredRecord>) => {
  const byName = Map.groupBy(listed, (account) => account.label.name)
  const idOf = new Map(
    accounts.flatMap((account) => {
      if (account.account_id !== null || account.label.name === undefined) return []
      const [only, ...others] = byName.get(account.label.name) ?? []
      return only === undefined || others.length > 0 ? [] : [[account.facts.accountKey, QboId.make(only.qbo_id)]]
    })
  )
  return <A extends OfAccount>(record: A): A =>
    record.account_id !== null || idOf.size === 0 ? record : { ...record, account_id: idOf.get(record.facts.accountKey) ?? null }
}
