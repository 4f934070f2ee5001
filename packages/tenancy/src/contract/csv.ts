/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r]/

const cell = (text: string): string => {
  const plain = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Lines of RFC 4180; a cell never begins a formula. */
export const csvLines = (rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")

/** RFC 4180, with a header line. */
export const csvOf = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  csvLines([head, ...rows])
