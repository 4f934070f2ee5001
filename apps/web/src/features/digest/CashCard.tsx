import type { Digest } from "@beep/runway/contract/digest/Digest"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import { digest as words } from "../../messages/digest.ts"
import { amountText } from "../runway/amounts.ts"
import { fullDay } from "../../shell/times.ts"
import { FigureLink } from "./FigureLink.tsx"

interface CashCardProps {
  readonly cash: Digest["cash"]
  /** The day the digest speaks of; a balance of another day says which. */
  readonly asOf: string
  readonly open: FigureId | undefined
}

/** Included accounts first; the others are listed, muted, with the word for why they do not count. */
export const CashCard = ({ cash, asOf, open }: CashCardProps) => {
  const shown = cash.accounts.filter((account) => account.role !== "not_cash")
  const ordered = [
    ...shown.filter((account) => account.role === "included"),
    ...shown.filter((account) => account.role !== "included")
  ]
  return (
    <Card
      title={words.cash}
      figure={<FigureLink figure="cash" amount={cash.total} open={open} withCurrency />}
      foot={cash.total === null ? undefined : words.countedAccounts(cash.countedAccounts)}
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
        </Rows>
      )}
    </Card>
  )
}
