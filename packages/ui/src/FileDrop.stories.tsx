import type { Meta, StoryObj } from "@storybook/react-vite"
import { FileDrop } from "./FileDrop.tsx"

const meta = { component: FileDrop } satisfies Meta<typeof FileDrop>
export default meta
type Story = StoryObj<typeof meta>

export const Ready: Story = {
  args: { text: "Drop an .eml file here", button: "Add a message", accept: ".eml", onFile: () => undefined }
}
export const Busy: Story = {
  args: { text: "Reading mail.eml", button: "Adding", accept: ".eml", busy: true, onFile: () => undefined }
}
