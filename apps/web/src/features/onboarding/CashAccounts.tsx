import { type CashChoice, DecidedRole } from "@beep/runway/contract/onboarding/CashChoice"
import { SelectField } from "@beep/ui/SelectField"
import { fullDay } from "../../shell/times.ts"
import { digest } from "../../messages/digest.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { moneyText } from "../runway/amounts.ts"
import { type CashEntries, roleIn } from "./cashForm.ts"

const words = onboarding.cash
const isRole = (text: string): text is DecidedRole => DecidedRole.literals.some((role) => role === text)

export interface CashAccountsProps {
  readonly accounts: ReadonlyArray<CashChoice>
  readonly entries: CashEntries
  /** What counts, as text. */
  readonly total: string
  readonly onRole: (accountId: string, role: DecidedRole) => void
}

/** Every bank account with its balance and what it counts as; the sum follows each choice. */
export const CashAccounts = ({ accounts, entries, total, onRole }: CashAccountsProps) => (
  <div role="group" aria-label={words.accounts} className="grid text-13">
    {accounts.map((account) => (
      <div
        key={account.accountId}
        className="grid grid-cols-[minmax(0,1fr)_auto_15rem] items-start gap-x-4 gap-y-1 border-t border-line py-2 max-sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="min-w-0 pt-2 font-medium break-words">{account.name}</span>
        <span className="pt-2 text-right tabular-nums">
          {account.balance === null ? digest.noRate : moneyText(account.balance)}
          {account.balanceDate === null ? null : (
            <span className="block text-12 text-muted">{digest.balanceOf(fullDay(account.balanceDate))}</span>
          )}
        </span>
        <SelectField
          className="max-sm:col-span-2"
          label={words.roleOf(account.name)}
          labelHidden
          hint={account.role === "restricted" ? words.restrictedHint : undefined}
          value={roleIn(entries, account)}
          onChange={({ currentTarget: { value } }) => (isRole(value) ? onRole(account.accountId, value) : undefined)}
        >
          {DecidedRole.literals.map((role) => (
            <option key={role} value={role}>
              {words.roles[role]}
            </option>
          ))}
        </SelectField>
      </div>
    ))}
    <p role="status" className="flex justify-between gap-4 border-t border-line py-2 font-semibold">
      <span>{words.total}</span>
      <span className="tabular-nums">{total}</span>
    </p>
  </div>
)
