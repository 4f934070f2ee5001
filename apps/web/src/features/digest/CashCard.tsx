import type { Digest } from "@beep/runway/contract/digest/Digest"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import type { ReactNode } from "react"
import { digest as words } from "../../messages/digest.ts"
import { amountText } from "../runway/amounts.ts"
import { fullDay } from "../../shell/times.ts"
import { FigureLink } from "./FigureLink.tsx"

interface CashCardProps {
  readonly cash: Digest["cash"]
  /** The day the digest speaks of; a balance of another day says which. */
  readonly asOf: string
  readonly open: FigureId | undefined
  /** What the sum rests on, and how old that is. */
  readonly age: ReactNode
  /** The way to decide anew what counts; for those who may. */
  readonly change: ReactNode
}

/** Included accounts first; the others are listed, muted, with the word for why they do not count. */
export const CashCard = ({ cash, asOf, open, age, change }: CashCardProps) => {
  const shown = cash.accounts.filter((account) => account.role !== "not_cash")
  const ordered = [
    ...shown.filter((account) => account.role === "included"),
    ...shown.filter((account) => account.role !== "included")
  ]
  return (
    <Card
      title={words.cash}
      figure={<FigureLink figure="cash" amount={cash.total} open={open} withCurrency />}
      foot={
        cash.total === null && change === null ? undefined : (
          <>
            {cash.total === null ? null : (
              <span className="flex flex-wrap gap-x-3">
                <span>{words.countedAccounts(cash.countedAccounts)}</span>
                {age}
              </span>
            )}
            {change === null ? null : <span className="ml-auto text-right">{change}</span>}
          </>
        )
      }
    >
      {ordered.length === 0 ? (
        <p className="text-13 text-muted">{words.noAccounts}</p>
      ) : (
        <Rows>
          {ordered.map((account) => (
            <Row
              key={account.qboId ?? account.name}
              name={account.role === "included" ? account.name : `${account.name}, ${words.account(account.role)}`}
              {...(account.balanceDate === null || account.balanceDate === asOf
                ? {}
                : { when: words.balanceOf(fullDay(account.balanceDate)) })}
              amount={account.balance === null ? words.noRate : amountText(account.balance)}
              quiet={account.role !== "included"}
            />
          ))}
          {[
            { role: "excluded" as const, sum: cash.excluded },
            { role: "restricted" as const, sum: cash.restricted }
          ].map(({ role, sum }) =>
            sum.count === 0 ? null : (
              <Row
                key={role}
                quiet
                name={words.aside(sum.count, role)}
                amount={sum.amount === null ? words.noRate : amountText(sum.amount)}
              />
            )
          )}
        </Rows>
      )}
    </Card>
  )
}
