import { Effect, FileSystem, Option } from "effect"

const ticksPerSecond = 100

/** Seconds of processor time in a line of `/proc/<pid>/stat`; the name in it may hold spaces and brackets. */
export const cpuSeconds = (stat: string): Option.Option<number> => {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  return Number.isFinite(user + system) ? Option.some((user + system) / ticksPerSecond) : Option.none()
}

/** What a process has used so far, on all its threads; none where the system has no `/proc`. */
export const cpuTime = (pid: number) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(`/proc/${pid}/stat`)).pipe(
    Effect.option,
    Effect.map(Option.flatMap(cpuSeconds))
  )
