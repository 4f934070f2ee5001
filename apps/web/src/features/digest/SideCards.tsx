import type { Digest } from "@beep/runway/contract/digest/Digest"
import type { FigureId } from "@beep/runway/contract/runway/Figure"
import { Card } from "@beep/ui/Card"
import type { ReactNode } from "react"
import { digest as words } from "../../messages/digest.ts"
import { FigureLink } from "./FigureLink.tsx"
import { Aging, PartSums, TopItems } from "./SideParts.tsx"

interface SideProps {
  readonly open: FigureId | undefined
  /** What the side's total rests on, and how old that is. */
  readonly age: ReactNode
  readonly asList: boolean
}

const Note = ({ children }: { readonly children: ReactNode }) => <p className="text-13 text-muted">{children}</p>

export const BillsCard = ({ bills, open, age }: Omit<SideProps, "asList"> & { readonly bills: Digest["bills"] }) => (
  <Card
    title={words.bills}
    figure={<FigureLink figure="payables" amount={bills.total} open={open} withCurrency />}
    foot={bills.total === null ? undefined : age}
  >
    {bills.overdue === null ? (
      bills.total === null ? null : (
        <Note>{words.onlyBalances}</Note>
      )
    ) : (
      <>
        <PartSums
          open={open}
          parts={[
            { figure: "bills_overdue", label: words.parts.overdue, sum: bills.overdue },
            { figure: "bills_due_7", label: words.parts.due7, sum: bills.due7 },
            { figure: "bills_due_30", label: words.parts.due30, sum: bills.due30 }
          ]}
        />
        {bills.top.length === 0 ? <Note>{words.nothingOpen.bills}</Note> : <TopItems items={bills.top} why="payables" />}
      </>
    )}
  </Card>
)

export const InvoicesCard = ({ invoices, open, asList, age }: SideProps & { readonly invoices: Digest["invoices"] }) => (
  <Card
    className="md:row-span-2"
    title={words.invoices}
    figure={<FigureLink figure="receivables" amount={invoices.total} open={open} withCurrency />}
    foot={invoices.total === null ? undefined : age}
  >
    {invoices.overdue === null ? (
      invoices.total === null ? null : (
        <Note>{words.onlyBalances}</Note>
      )
    ) : (
      <>
        <PartSums
          open={open}
          parts={[
            { figure: "invoices_overdue", label: words.parts.overdue, sum: invoices.overdue },
            { figure: "invoices_not_due", label: words.parts.notDue, sum: invoices.notDue }
          ]}
        />
        {invoices.aging === null ? null : <Aging caption={words.agingCaption} aging={invoices.aging} asList={asList} />}
        {invoices.top.length === 0 ? (
          invoices.total?.minor === 0n ? (
            <Note>{words.nothingOpen.invoices}</Note>
          ) : null
        ) : (
          <TopItems items={invoices.top} why="receivables" />
        )}
      </>
    )}
  </Card>
)
