import type { FieldValues } from "@beep/runway/contract/writeback/FieldValues"
import type { WriteBack } from "@beep/runway/contract/writeback/WriteBack"
import { quickFix } from "../../messages/hygiene.ts"
import { writes as words } from "../../messages/writes.ts"
import { fullDay } from "../../shell/times.ts"

/** The values a write is about, in words: `Net 30, due Mon Sep 28, 2026`. */
export const valuesText = ({ dueDate, email, termId }: FieldValues, terms: Readonly<Record<string, string>>): string =>
  [
    termId === undefined ? null : termId === null ? words.none : (terms[termId] ?? quickFix.nameless(termId)),
    dueDate === undefined
      ? null
      : dueDate === null
        ? words.none
        : termId === undefined
          ? fullDay(dueDate)
          : words.due(fullDay(dueDate)),
    email === undefined ? null : (email ?? words.none)
  ]
    .filter((part) => part !== null)
    .join(", ")

export const whatText = ({
  entityType,
  kind,
  qboId,
  title
}: Pick<WriteBack, "entityType" | "kind" | "qboId" | "title">): string => words.what(kind, entityType, title ?? qboId)
