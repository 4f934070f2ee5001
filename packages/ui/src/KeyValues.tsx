import { Fragment, type ReactNode } from "react"

export interface KeyValue {
  readonly name: string
  readonly value: ReactNode
}

export const KeyValues = ({ items }: { readonly items: ReadonlyArray<KeyValue> }) => (
  <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
    {items.map((item) => (
      <Fragment key={item.name}>
        <dt className="text-muted">{item.name}</dt>
        <dd className="text-right break-words tabular-nums">{item.value}</dd>
      </Fragment>
    ))}
  </dl>
)
