import type { Meta, StoryObj } from "@storybook/react-vite"
import { LabelledControl } from "./LabelledControl.tsx"

const meta = { component: LabelledControl } satisfies Meta<typeof LabelledControl>
export default meta
type Story = StoryObj<typeof meta>

const control = { id: undefined, className: undefined }

/** Any control of the browser takes its label and note: here one for a day. */
export const WithHint: Story = {
  args: { ...control, label: "Date", hint: "Today or later", children: (own) => <input type="date" {...own} /> }
}
export const WithError: Story = {
  args: { ...control, label: "Date", error: "Enter a date", children: (own) => <input type="date" {...own} /> }
}
export const LabelHidden: Story = {
  args: { ...control, label: "Date", labelHidden: true, children: (own) => <input type="date" {...own} /> }
}
