import { Effect, FileSystem, Option } from "effect"

/** Megabytes in the `VmRSS` line of `/proc/<pid>/status`. */
export const residentMegabytes = (status: string): Option.Option<number> =>
  Option.map(Option.fromNullishOr(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]), (kilobytes) => Number(kilobytes) / 1024)

/** What a process holds in memory now; none where the system has no `/proc`. */
export const residentMemory = (pid: number) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(`/proc/${pid}/status`)).pipe(
    Effect.option,
    Effect.map(Option.flatMap(residentMegabytes))
  )
