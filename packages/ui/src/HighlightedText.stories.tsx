import type { Meta, StoryObj } from "@storybook/react-vite"
import { useState } from "react"
import { HighlightedText, type HighlightedTextProps } from "./HighlightedText.tsx"

const meta = { component: HighlightedText } satisfies Meta<typeof HighlightedText>
export default meta
type Story = StoryObj<typeof meta>

const text =
  "Hi Dana,\n\nI still want to convert $50,000 from my Schwab traditional IRA ending in 4521 to a Roth before the end of the year."
const find = (id: string, words: string) => ({ id, start: text.indexOf(words), end: text.indexOf(words) + words.length })

const Selecting = (args: HighlightedTextProps) => {
  const [selectedId, setSelectedId] = useState(args.selectedId)
  return <HighlightedText {...args} selectedId={selectedId} onSelect={setSelectedId} />
}

export const Apart: Story = {
  args: { text, spans: [find("money", "$50,000"), find("person", "Dana")], onSelect: () => undefined },
  render: Selecting
}
export const Overlapping: Story = {
  args: {
    text,
    spans: [find("outer", "my Schwab traditional IRA ending in 4521"), find("inner", "4521")],
    selectedId: "outer",
    onSelect: () => undefined
  },
  render: Selecting
}
export const BrokenSpanIsNotDrawn: Story = {
  args: { text, spans: [{ id: "broken", start: 9, end: 9_000 }], onSelect: () => undefined }
}
