import type { Meta, StoryObj } from "@storybook/react-vite"
import { ErrorState } from "./ErrorState.tsx"

const meta = { component: ErrorState } satisfies Meta<typeof ErrorState>
export default meta
type Story = StoryObj<typeof meta>

export const WithRetry: Story = {
  args: {
    title: "The digest did not load.",
    kept: "Nothing was changed.",
    retry: { label: "Retry", onRetry: () => undefined },
    request: { label: "Request", id: "0198f3c2-7e11-7c3a-b5b0-0f6c4f2f7f10" }
  }
}
export const WithoutRetry: Story = { args: { title: "The file was not kept.", kept: "It holds more than 1 MB." } }
