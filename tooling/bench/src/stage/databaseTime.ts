import { Effect, FileSystem } from "effect"
import { familyTime } from "./cpuTime.ts"
import type { Stage } from "./Stage.ts"

/** Seconds of processor time that the stage's PostgreSQL has used so far; the first line of its lock file names its main process. */
export const databaseTime = (stage: Stage) =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.flatMap(files.readFileString(`${stage.folder}/postgres/postmaster.pid`), (lock) => familyTime(Number.parseInt(lock)))
  )
