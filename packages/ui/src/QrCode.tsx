import { encode } from "uqr"

const border = 4

/** One path of unit squares; rows that run on become one stroke of the pen. */
const pathOf = (rows: ReadonlyArray<ReadonlyArray<boolean>>): string =>
  rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("")

/** A text as a picture for a camera, with the quiet border a reader needs (ISO/IEC 18004). Carries no inline style. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { data, size } = encode(text, { ecc: "M", border })
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-control border border-line bg-code-paper forced-color-adjust-none"
    >
      <path d={pathOf(data)} className="fill-code-ink" />
    </svg>
  )
}
