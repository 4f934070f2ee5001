import { Logger } from "effect"
import { toRecord } from "./logRecord.ts"

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

/** One JSON object per line. */
export const jsonLogger: Logger.Logger<unknown, void> = Logger.withConsoleLog(
  Logger.make((options) => {
    const { fields, ...record } = toRecord(options)
    return JSON.stringify({ ...record, ...(Object.keys(fields).length === 0 ? {} : { fields }) })
  })
)

/** Text for a terminal, from the same redacted record. */
export const textLogger: Logger.Logger<unknown, void> = Logger.withConsoleLog(
  Logger.make((options) => {
    const { time, level, message, fields, error } = toRecord(options)
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${shown(value)}`)
    return `${time.slice(11, 23)} ${level.padEnd(5)} ${shown(message)}${pairs.join("")}${error === undefined ? "" : `\n${error}`}`
  })
)
