import type { Meta, StoryObj } from "@storybook/react-vite"
import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react"
import { ChipButton } from "./ChipButton.tsx"

const meta = {
  component: ChipButton,
  args: { open: false, onOpen: () => undefined, children: "Ties out to QuickBooks, to the cent, 12 min ago" }
} satisfies Meta<typeof ChipButton>
export default meta
type Story = StoryObj<typeof meta>

export const Ok: Story = { args: { tone: "ok", icon: <ShieldCheck /> } }
export const Open: Story = { args: { tone: "ok", icon: <ShieldCheck />, open: true } }
export const Alert: Story = { args: { tone: "alert", icon: <ShieldAlert />, children: "Differs: 2 entities" } }
export const Neutral: Story = { args: { tone: "info", icon: <ShieldQuestion />, children: "Not compared yet" } }
