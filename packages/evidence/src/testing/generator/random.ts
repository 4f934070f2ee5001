/** Numbers from one seed: the same seed gives the same mails on every machine (mulberry32, public domain). */
export interface Dice {
  /** A whole number from 0 to one below `sides`. */
  readonly roll: (sides: number) => number
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A
  readonly chance: (percent: number) => boolean
}

export const dice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const roll = (sides: number) => Math.floor(next() * sides)
  return {
    roll,
    pick: (from) => from[roll(from.length)] ?? from[0],
    chance: (percent) => next() * 100 < percent
  }
}
