interface Company {
  readonly realmId: string
  readonly name: string
}

interface Order {
  readonly fault: string
  readonly path?: string
  readonly after?: number
  readonly times: number
}

/** Failures ordered at the stand-in for Intuit, at `origin`, over the same HTTP that its page uses. */
export const useOrders = (origin: string) => {
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${origin}/_sandbox/${path}`, init)
    if (!response.ok) throw new Error(`the stand-in answered ${response.status}`)
    return response
  }
  const realmOf = async (company: string): Promise<string> => {
    const all: ReadonlyArray<Company> = await (await call("companies")).json()
    const found = all.find(({ name }) => name === company)
    if (found === undefined) throw new Error(`the stand-in has no company ${company}`)
    return found.realmId
  }
  return {
    realmOf,
    /** After `after` such calls of the company, the next `times` meet the fault. */
    place: async (company: string, order: Order) => {
      const body = JSON.stringify({ realmId: await realmOf(company), ...order })
      await call("faults", { method: "POST", headers: { "content-type": "application/json" }, body })
    },
    clear: () => call("faults", { method: "DELETE" })
  }
}
