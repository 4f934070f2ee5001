/** What a person asks the palette for. */
export interface Asked {
  readonly text: string
  /** Enter was pressed on these letters before their answer was there. */
  readonly entered: boolean
}

export const nothingAsked: Asked = { text: "", entered: false }
