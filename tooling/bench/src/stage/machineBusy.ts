import { Effect, FileSystem, Option } from "effect"

export interface Processors {
  readonly busy: number
  readonly total: number
}

/** The first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal in ticks since the start; guests are in user. */
export const processorTicks = (stat: string): Option.Option<Processors> => {
  const ticks = /^cpu +([\d ]+)$/m.exec(stat)?.[1]?.trim().split(/ +/).slice(0, 8).map(Number) ?? []
  const total = ticks.reduce((sum, one) => sum + one, 0)
  const [idle, waiting] = [ticks[3], ticks[4]]
  return idle === undefined || waiting === undefined || total === 0
    ? Option.none()
    : Option.some({ total, busy: total - idle - waiting })
}

const now = Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString("/proc/stat")).pipe(
  Effect.option,
  Effect.map(Option.flatMap(processorTicks))
)

/** Runs something and answers how much of all processors was busy meanwhile, with whatever runs on this machine; none where the system has no `/proc`. */
export const whileCounting = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* now
    const result = yield* effect
    const after = yield* now
    const share = Option.zipWith(after, before, (end, begin) => ((end.busy - begin.busy) / (end.total - begin.total)) * 100)
    return { result, share }
  })
