import { Schema } from "effect"

/** What is wrong in the books of a company and can be put right from Beep, without moving its runway. */
export const Fixable = Schema.Literals(["bill_without_due_date", "customer_without_email"])
export type Fixable = typeof Fixable.Type
