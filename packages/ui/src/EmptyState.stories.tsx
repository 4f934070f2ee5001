import type { Meta, StoryObj } from "@storybook/react-vite"
import { Button } from "./Button.tsx"
import { EmptyState } from "./EmptyState.tsx"

const meta = { component: EmptyState } satisfies Meta<typeof EmptyState>
export default meta
type Story = StoryObj<typeof meta>

export const WithAction: Story = {
  args: {
    title: "No clients yet",
    text: "Clients appear here with their runway, shortest first, after QuickBooks is connected.",
    action: <Button variant="primary">Add a client</Button>
  }
}
export const WithoutAction: Story = {
  args: { title: "No client matches", text: "Clients whose name holds these letters appear here." }
}
