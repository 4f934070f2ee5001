import type { Meta, StoryObj } from "@storybook/react-vite"
import { ErrorSummary } from "./ErrorSummary.tsx"

const meta = { component: ErrorSummary } satisfies Meta<typeof ErrorSummary>
export default meta
type Story = StoryObj<typeof meta>

export const One: Story = {
  args: { title: "1 entry needs a look", problems: [{ fieldId: "name", text: "Enter a client name" }], attempt: 0 }
}
