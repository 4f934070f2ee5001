import { Effect, FileSystem, Option } from "effect"

const ticksPerSecond = 100

/** Of a line of `/proc/<pid>/stat`; the name in it may hold spaces and brackets. */
const seconds = (stat: string, user: number, system: number): Option.Option<number> => {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const ticks = Number(fields[user]) + Number(fields[system])
  return Number.isFinite(ticks) ? Option.some(ticks / ticksPerSecond) : Option.none()
}

/** Seconds of processor time of the process itself. */
export const cpuSeconds = (stat: string): Option.Option<number> => seconds(stat, 11, 12)

/** Seconds of processor time of its children that have ended. */
export const endedChildrenSeconds = (stat: string): Option.Option<number> => seconds(stat, 13, 14)

const statOf = (pid: number) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(`/proc/${pid}/stat`)).pipe(Effect.orElseSucceed(() => ""))

/** What a process has used so far, on all its threads; none where the system has no `/proc`. */
export const cpuTime = (pid: number) => Effect.map(statOf(pid), cpuSeconds)

/** What a process and its children have used so far, those that have ended among them. */
export const familyTime = (pid: number) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const stat = yield* statOf(pid)
    const children = yield* Effect.orElseSucceed(files.readFileString(`/proc/${pid}/task/${pid}/children`), () => "")
    const living = yield* Effect.forEach(children.split(" ").filter(Boolean), (child) => cpuTime(Number(child)))
    return Option.zipWith(
      cpuSeconds(stat),
      endedChildrenSeconds(stat),
      (own, ended) => own + ended + living.reduce((total, time) => total + Option.getOrElse(time, () => 0), 0)
    )
  })
