import type { Literal } from "@beep/evidence/contract/graph/Graph"
import { fullDay } from "../../shell/times.ts"
import { moneyText } from "../runway/amounts.ts"

/** A value in the words of the screen; `TraditionalIRA` reads `Traditional IRA`. */
export const literalText = (value: Literal): string => {
  if (value.type === "text") return value.text
  if (value.type === "date") return fullDay(value.date)
  if (value.type === "money") return moneyText(value.money)
  return value.code.replaceAll("_", " ").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
}
