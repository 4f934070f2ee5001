import { Schema } from "effect"

export const Stage = Schema.Literals(["local", "test", "staging", "production"])
export type Stage = typeof Stage.Type

/** Stages reachable by people outside the machine: public addresses must be https there. */
export const isPublic = (stage: Stage): boolean => stage === "staging" || stage === "production"
