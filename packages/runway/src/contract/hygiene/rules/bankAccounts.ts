import type { CashAccount } from "../../ledger/CashAccount.ts"
import { defaultCashRole } from "../../ledger/CashRole.ts"
import type { Finding, HygieneRule } from "../Finding.ts"
import { evidenceOf } from "../Finding.ts"
import type { RuleId } from "../Rule.ts"
import type { Severity } from "../Severity.ts"

const onAccount = (
  account: CashAccount,
  ruleId: RuleId,
  severity: Severity,
  facts: Finding["facts"],
  evidence: string
): Finding => ({
  ruleId,
  severity,
  key: `Account/${account.qboId}`,
  records: [{ entityType: "Account", qboId: account.qboId }],
  amountMinor: account.homeMinor,
  date: account.balanceDate,
  facts,
  evidence
})

/** HYG-03: an account that counts as cash is below zero. */
export const negativeBalance: HygieneRule = ({ snapshot }) =>
  snapshot.accounts
    .filter(({ homeMinor, role }) => role === "included" && homeMinor !== null && homeMinor < 0n)
    .map((account) => onAccount(account, "HYG-03", "critical", {}, evidenceOf([account.homeMinor])))

const isBank = ({ active, role }: CashAccount): boolean => active && role !== "credit" && role !== "not_cash"

/** HYG-21: a bank account nobody has decided on; `cause` says whether its name speaks of money of others. */
export const unclassifiedAccount: HygieneRule = ({ decidedAccounts, snapshot }) =>
  snapshot.accounts
    .filter((account) => isBank(account) && !decidedAccounts.has(account.qboId))
    .map((account) => {
      const looks = defaultCashRole({ accountType: "Bank", accountSubType: null, name: account.name, active: true })
      const cause = looks === "restricted" || account.role === "restricted" ? "looks_restricted" : "never_confirmed"
      return onAccount(account, "HYG-21", "high", { cause }, evidenceOf([account.name]))
    })
