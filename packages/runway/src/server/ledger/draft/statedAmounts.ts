import { type Currency, maxMinor, minorFromDecimal } from "@beep/kernel/Money"
import type { Facts, RejectedAmount } from "./DraftRecord.ts"

/** The amounts of one record as they are read: what cannot be kept is named, and the record keeps everything else. */
export const statedAmounts = () => {
  const rejected: Array<RejectedAmount> = []
  const reject = (name: RejectedAmount): null => {
    if (!rejected.includes(name)) rejected.push(name)
    return null
  }
  const kept = (name: RejectedAmount, minor: bigint): bigint | null =>
    minor > maxMinor || minor < -maxMinor ? reject(name) : minor
  return {
    /** Null where the record has none, and where it has one that cannot be kept. */
    read: (name: RejectedAmount, text: string | undefined, currency: Currency): bigint | null =>
      text === undefined ? null : (minorFromDecimal(text, currency) ?? reject(name)),
    /** An amount that was computed from one that could be kept. */
    kept: (name: RejectedAmount, minor: bigint | null): bigint | null => (minor === null ? null : kept(name, minor)),
    /** One that every such record has: null is one that could not be kept. */
    required: (name: RejectedAmount, minor: bigint | null): bigint | null => (minor === null ? reject(name) : kept(name, minor)),
    facts: (): Facts => (rejected.length === 0 ? {} : { rejected: [...rejected] })
  }
}
