import type { QuickBooksUsage } from "@beep/connections/contract/QuickBooksUsage"
import { BudgetBar } from "@beep/ui/BudgetBar"
import { Card } from "@beep/ui/Card"
import { quickbooks as words } from "../../messages/quickbooks.ts"
import { exactInstant } from "../../shell/times.ts"
import { monthName, shareOf, toneOf, usageSentences } from "./usageWords.ts"

const marks = [60, 80, 95].map((at) => ({ at, label: words.mark(at) }))

/** What the month took so far and will take, as a picture and in words. */
export const UsageCard = ({ usage, plain }: { readonly usage: QuickBooksUsage; readonly plain: boolean }) => {
  const { asOf, budget, month, organization } = usage
  const sentences = usageSentences(usage)
  return (
    <Card
      title={words.usage}
      figure={<span className="tabular-nums">{words.used(organization.reads, budget.monthlyReads)}</span>}
      foot={words.asOf(exactInstant(asOf))}
    >
      {plain ? null : (
        <BudgetBar
          label={words.meter(monthName(month))}
          valueText={sentences.join(" ")}
          used={shareOf(organization.reads, budget.monthlyReads)}
          expected={organization.projectedReads === null ? null : shareOf(organization.projectedReads, budget.monthlyReads)}
          marks={marks}
          tone={toneOf(budget.alarm)}
        />
      )}
      <p className="text-13 tabular-nums">
        {sentences[0]} <span className="text-fg-2">{sentences[1]}</span>
        {organization.writes === 0 ? null : <span className="text-muted"> {words.writes(organization.writes)}</span>}
      </p>
    </Card>
  )
}
