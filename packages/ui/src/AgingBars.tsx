export interface AgingBucket {
  readonly label: string
  /** Relative size; the largest bucket fills the track. */
  readonly size: number
  readonly amount: string
}

/** A table first; the bars repeat its last column and are hidden from assistive technology. */
export const AgingBars = ({
  caption,
  buckets,
  plain = false
}: {
  readonly caption: string
  readonly buckets: ReadonlyArray<AgingBucket>
  readonly plain?: boolean
}) => {
  const largest = Math.max(...buckets.map((bucket) => bucket.size), 1)
  return (
    <table className="mb-2 w-full text-13">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {buckets.map((bucket) => (
          <tr key={bucket.label} className="h-6">
            <th scope="row" className="w-18 text-left font-normal whitespace-nowrap text-muted">
              {bucket.label}
            </th>
            {plain ? null : (
              <td aria-hidden="true" className="px-2">
                <span className="block h-2 rounded-[2px] bg-track">
                  <span
                    className="block h-full rounded-[2px] bg-graphic"
                    style={{ width: `${(Math.max(bucket.size, 0) / largest) * 100}%` }}
                  />
                </span>
              </td>
            )}
            <td className="w-20 text-right tabular-nums">{bucket.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
