import type { AgedMoney, DigestItem } from "@beep/runway/contract/digest/Digest"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import type { CountedSum } from "@beep/runway/contract/wire"
import { AgingBars } from "@beep/ui/AgingBars"
import { Row, Rows } from "@beep/ui/Rows"
import { Link } from "@tanstack/react-router"
import { digest as words } from "../../messages/digest.ts"
import { amountText, relativeSize } from "../runway/amounts.ts"
import { useDay } from "./AtContext.ts"
import { FigureLink } from "./FigureLink.tsx"

export interface PartSum {
  readonly figure: FigureId
  readonly label: (count: number) => string
  readonly sum: CountedSum | null
}

/** The sums a side divides into; each opens its own derivation. */
export const PartSums = ({ parts, open }: { readonly parts: ReadonlyArray<PartSum>; readonly open: FigureId | undefined }) => (
  <dl className="flex flex-wrap justify-between gap-x-4 gap-y-2 pb-3 text-12">
    {parts.map(({ figure, label, sum }) =>
      sum === null ? null : (
        <div key={figure} className="sm:not-first:last:text-right">
          <dt className="whitespace-nowrap text-muted">{label(sum.count)}</dt>
          <dd className="text-13 font-medium">
            <FigureLink figure={figure} amount={sum.amount} open={open} />
          </dd>
        </div>
      )
    )}
  </dl>
)

/** The first documents of a side; each opens its row of the ledger. */
export const TopItems = ({ items, why }: { readonly items: ReadonlyArray<DigestItem>; readonly why: FigureId }) => {
  const day = useDay()
  return (
    <Rows>
      {items.map((item) => (
        <Row
          key={item.qboId}
          name={
            <Link
              to="."
              search={{ ...day, why, row: `${item.entityType}:${item.qboId}` }}
              resetScroll={false}
              className="flex min-w-0 flex-wrap gap-x-1.5 rounded-chip hover:underline hover:underline-offset-3"
            >
              <span className="max-w-full truncate" title={item.partyName}>
                {item.partyName}
              </span>{" "}
              {item.docNumber === null ? null : <span className="shrink-0 text-muted">{item.docNumber}</span>}
            </Link>
          }
          when={item.daysOverdue === null ? words.undated : words.overdueBy(item.daysOverdue)}
          amount={amountText(item.amount)}
        />
      ))}
    </Rows>
  )
}

export const Aging = ({
  caption,
  aging,
  asList
}: {
  readonly caption: string
  readonly aging: ReadonlyArray<AgedMoney>
  readonly asList: boolean
}) => (
  <AgingBars
    caption={caption}
    plain={asList}
    buckets={aging
      .filter((bucket) => bucket.bucket !== "undated" || bucket.count > 0)
      .map((bucket) => ({
        label: words.aging[bucket.bucket],
        size: relativeSize(bucket.amount.minor, bucket.amount.currency),
        amount: amountText(bucket.amount)
      }))}
  />
)
