import type { Meta, StoryObj } from "@storybook/react-vite"
import { expect, within } from "storybook/test"
import { QrCode } from "./QrCode.tsx"

const meta = { component: QrCode } satisfies Meta<typeof QrCode>
export default meta
type Story = StoryObj<typeof meta>

export const Address: Story = {
  args: { text: "otpauth://totp/Beep:dana?secret=JBSWY3DPEHPK3PXP&issuer=Beep", label: "Code for the authenticator app" },
  play: async ({ canvasElement }) => {
    const picture = within(canvasElement).getByRole("img", { name: "Code for the authenticator app" })
    await expect(picture.querySelector("path")?.getAttribute("d")?.length).toBeGreaterThan(1000)
  }
}
