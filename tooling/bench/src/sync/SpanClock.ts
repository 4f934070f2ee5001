import { Tracer } from "effect"

interface Interval {
  readonly from: bigint
  readonly to: bigint
}

class TimedSpan extends Tracer.NativeSpan {
  constructor(
    options: ConstructorParameters<typeof Tracer.NativeSpan>[0],
    private readonly done: (name: string, taken: Interval) => void
  ) {
    super(options)
  }
  override end(...[endTime, exit]: Parameters<Tracer.NativeSpan["end"]>): void {
    super.end(endTime, exit)
    this.done(this.name, { from: this.startTime, to: endTime })
  }
}

/** Nanoseconds in which at least one of the intervals was under way. */
export const together = (intervals: ReadonlyArray<Interval>): bigint => {
  let [total, reached] = [0n, 0n]
  for (const { from, to } of [...intervals].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (to <= reached) continue
    total += to - (from > reached ? from : reached)
    reached = to
  }
  return total
}

/** The time of spans by name: what a part of the work took, without a hook in the product. Spans at the same time count once. */
export const spanClock = () => {
  const met = new Map<string, Array<Interval>>()
  const done = (name: string, taken: Interval) => {
    const list = met.get(name)
    if (list === undefined) met.set(name, [taken])
    else list.push(taken)
  }
  return {
    tracer: Tracer.make({ span: (options) => new TimedSpan(options, done) }),
    secondsOf: (...names: ReadonlyArray<string>) => Number(together(names.flatMap((name) => met.get(name) ?? []))) / 1e9
  }
}
