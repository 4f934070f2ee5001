import { Schema } from "effect"
import { Confidence } from "../../../contract/MentionFact.ts"

/** A confidence as `numeric` comes back from PostgreSQL. */
export const Score = Schema.FiniteFromString.pipe(Schema.decodeTo(Confidence))
