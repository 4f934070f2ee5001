/** Words of the second factor: at the sign-in, while it is set up, and when it is asked for again. */
export const secondFactor = {
  title: "Second factor",
  prove: {
    heading: "Confirm with your second factor",
    text: "Enter the six digits your authenticator app shows now, or one of your backup codes.",
    code: "Code",
    hint: "Each code works once.",
    missing: "Enter the six digits of the app, or a backup code.",
    submit: "Continue",
    busy: "Checking",
    refused: "This code is not correct, was used before, or has passed. Enter the next one your app shows."
  },
  setUp: {
    heading: "Set up a second factor",
    mandatory: "Your role needs a second factor. Until it is set up, nothing else is open.",
    what: "An authenticator app on your phone shows a new code every 30 seconds. The sign-in asks for one after your password.",
    start: "Start setting up",
    starting: "Preparing",
    scanHeading: "Scan with your authenticator app",
    picture: "Code for the authenticator app",
    byHand: "Or type this key into the app",
    key: "Key",
    copyKey: "Copy key",
    copied: "Copied",
    copyFailed: "Not copied. Select it and copy by hand.",
    code: "Code the app shows",
    submit: "Turn on the second factor",
    refused: "This code does not fit the key. Enter the one the app shows now.",
    started: "The key is shown once. Scan it before you leave this page."
  },
  codes: {
    heading: "Keep your backup codes",
    text: "Each opens one sign-in when the app is not at hand. They are shown now and never again.",
    list: "Backup codes",
    copy: "Copy all",
    download: "Download as text",
    file: "beep-backup-codes.txt",
    kept: "I have kept them",
    done: "The second factor is on."
  },
  stepUp: {
    title: "Confirm that it is you",
    text: "This needs a proof from the last ten minutes. What you asked for goes on right after.",
    code: "Code of your authenticator app, or a backup code",
    password: "Password",
    codeMissing: "Enter the six digits of the app, or a backup code.",
    passwordMissing: "Enter your password.",
    submit: "Confirm and go on",
    busy: "Confirming",
    cancel: "Cancel",
    refused: { code: "This code is not correct or was used before.", password: "This password is not correct." }
  }
} as const
