import type { DigestInsight } from "@beep/runway/contract/digest/Insight"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import { change } from "../../messages/change.ts"
import { insight as words } from "../../messages/past.ts"
import { amountText, groupedDecimal, moneyText } from "../runway/amounts.ts"
import { shortChange } from "./changeText.ts"

/** What the smart tier adds to the digest; there is no such card without it. */
export const InsightCard = ({ insight: { causes, collections } }: { readonly insight: DigestInsight }) => {
  const moving = causes?.filter(({ days }) => days.numerator !== 0n) ?? []
  const groups = collections?.groups ?? []
  return (
    <Card className="md:col-span-2" title={words.title} foot={collections === null ? undefined : <span>{words.method}</span>}>
      <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
        <section>
          <h3 className="pb-1 text-12 font-medium text-fg-2">{words.causes}</h3>
          {moving.length === 0 ? (
            <p className="text-13 text-muted">{words.none}</p>
          ) : (
            <Rows>
              {moving.map(({ amount, days, reason }) => (
                <Row
                  key={reason}
                  name={change.reasons[reason]}
                  detail={shortChange(amount)}
                  amount={words.days(groupedDecimal(days.decimal))}
                />
              ))}
            </Rows>
          )}
        </section>
        {collections === null ? null : (
          <section>
            <h3 className="pb-1 text-12 font-medium text-fg-2">{words.collections}</h3>
            <Rows>
              {groups.map((group, index) => (
                <Row
                  key={group.percent}
                  quiet={group.count === 0}
                  name={words.group((groups[index - 1]?.upToDays ?? 0) + 1, group.upToDays, group.percent)}
                  when={amountText(group.open)}
                  amount={amountText(group.expected)}
                />
              ))}
              <Row name={words.expected} amount={moneyText(collections.expected)} />
            </Rows>
          </section>
        )}
      </div>
    </Card>
  )
}
