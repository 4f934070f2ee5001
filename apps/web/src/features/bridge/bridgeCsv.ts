import { decimalFromMinor, type Money } from "@beep/kernel/Money"
import type { Bridge } from "@beep/runway/contract/bridge/Bridge"
import { footer } from "@beep/runway/contract/messages"
import { bridge as words } from "../../messages/bridge.ts"
import { endText, hundredthsText } from "./bridgeText.ts"

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const decimal = ({ currency, minor }: Money): string => decimalFromMinor(minor, currency)
/** A spreadsheet reads the hyphen, not the true minus. */
const plain = (text: string): string => text.replaceAll("\u2212", "-").replaceAll("\u2013", "")

/** The parts as a table for a spreadsheet, with the sentence that stands under every figure. */
export const bridgeCsv = ({ currency, from, parts, to }: Bridge): string => {
  const { columns } = words
  const end = ({ asOfDate, components, days }: Bridge["from"]) => [
    asOfDate,
    "",
    ...(components === null
      ? ["", "", ""]
      : [components.cash, components.countableReceivables, components.nearPayables].map(decimal)),
    days === null ? "" : plain(endText({ ...from, days }))
  ]
  const lines = [
    [columns.part, columns.count, `${columns.cash}, ${currency}`, columns.receivables, columns.bills, columns.days],
    end(from),
    ...(parts ?? []).map(({ cause, change, hundredths, rowCount }) => [
      words.causes[cause],
      String(rowCount),
      ...[change.cash, change.countableReceivables, change.nearPayables].map(decimal),
      hundredths === null ? "" : plain(hundredthsText(hundredths))
    ]),
    end(to),
    [footer]
  ]
  return `${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`
}
