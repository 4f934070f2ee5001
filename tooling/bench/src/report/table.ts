import { type Figure, isMet } from "./Figure.ts"

/** Three significant digits, whole numbers from a hundred on. */
export const shown = (value: number): string =>
  !Number.isFinite(value)
    ? "-"
    : Math.abs(value) >= 100 || Number.isInteger(value)
      ? Math.round(value).toLocaleString("en-US")
      : value.toPrecision(3)

const wanted = ({ target }: Figure): string =>
  target === undefined ? "" : "atLeast" in target ? `>= ${shown(target.atLeast)}` : `<= ${shown(target.atMost)}`

const verdict = (figure: Figure): string => {
  const met = isMet(figure)
  return met === undefined ? "" : met ? "met" : "MISSED"
}

const header = ["part", "figure", "value", "unit", "target", "", ""]
const isNumber = (column: number) => column === 2

/** Columns as wide as their widest cell, numbers to the right. */
export const table = (figures: ReadonlyArray<Figure>): string => {
  const rows = [
    header,
    ...figures.map((figure) => [
      figure.part,
      figure.name,
      shown(figure.value),
      figure.unit,
      wanted(figure),
      verdict(figure),
      figure.note ?? ""
    ])
  ]
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}
