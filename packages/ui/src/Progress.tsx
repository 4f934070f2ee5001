/** Progress in real units; without a known total it says only that work goes on. */
export const Progress = ({
  label,
  done,
  total
}: {
  readonly label: string
  readonly done: number
  readonly total: number | null
}) => (
  <div
    role="progressbar"
    aria-label={label}
    {...(total === null ? {} : { "aria-valuemin": 0, "aria-valuemax": total, "aria-valuenow": done })}
    className="h-1 overflow-hidden rounded-[2px] bg-track"
  >
    <span
      className={total === null ? "skeleton block h-full bg-graphic" : "block h-full bg-graphic"}
      style={{ width: total === null ? "100%" : `${total === 0 ? 0 : Math.min(done / total, 1) * 100}%` }}
    />
  </div>
)
