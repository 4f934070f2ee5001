/** What `runway.client_list` answers; `week`, `counts` and `items` are finished JSON text, `last_key` stands where more items follow. */
export interface Answer {
  readonly week: string
  readonly counts: string
  readonly items: string
  readonly last_key: string | null
}

/** The body, as a careful author would put it together without parsing what is finished. */
export const page = ({ counts, items, last_key, week }: Answer) => {
  const next = last_key === null ? "null" : JSON.stringify(`["runway",${JSON.stringify(JSON.parse(last_key))}]`)
  return `{"week":${week},"counts":${counts},"items":${items},"nextCursor":${next}}`
}
