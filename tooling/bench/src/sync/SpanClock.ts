import { Tracer } from "effect"

class TimedSpan extends Tracer.NativeSpan {
  constructor(
    options: ConstructorParameters<typeof Tracer.NativeSpan>[0],
    private readonly done: (name: string, nanos: bigint) => void
  ) {
    super(options)
  }
  override end(...[endTime, exit]: Parameters<Tracer.NativeSpan["end"]>): void {
    super.end(endTime, exit)
    this.done(this.name, endTime - this.startTime)
  }
}

/** Adds up the time of spans by name: what a part of the work took, without a hook in the product. */
export const spanClock = () => {
  const nanos = new Map<string, bigint>()
  const done = (name: string, taken: bigint) => nanos.set(name, (nanos.get(name) ?? 0n) + taken)
  return {
    tracer: Tracer.make({ span: (options) => new TimedSpan(options, done) }),
    secondsOf: (...names: ReadonlyArray<string>) =>
      Number(names.reduce((total, name) => total + (nanos.get(name) ?? 0n), 0n)) / 1e9
  }
}
