/** A minute, in milliseconds. */
export const windowMillis = 60_000

/**
 * The instants of a member's last requests, as many as a minute allows. One more may come when the oldest of them is a
 * minute old: in no sixty seconds, wherever they begin, are there more.
 */
export class RequestWindow {
  private readonly instants: Array<number> = []
  private oldest = 0

  /** Milliseconds to wait; 0 when the request may come, and then it was counted. */
  count(now: number, limit: number): number {
    if (this.instants.length < limit) {
      this.instants.push(now)
      return 0
    }
    const wait = (this.instants[this.oldest] ?? now) + windowMillis - now
    if (wait > 0) return wait
    this.instants[this.oldest] = now
    this.oldest = (this.oldest + 1) % limit
    return 0
  }
}
