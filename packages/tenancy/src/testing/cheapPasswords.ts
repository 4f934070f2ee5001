import { Layer } from "effect"
import { PasswordCost } from "../server/PasswordHash.ts"

/** Still argon2id, at a thousandth of the cost: a suite makes dozens of members, each with a password. */
export const cheapPasswords = Layer.succeed(PasswordCost, { memoryCost: 64, timeCost: 1 })
