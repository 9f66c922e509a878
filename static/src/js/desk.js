// The back office: GOV.UK and MOJ components, and the keyboard.
import { initAll } from "./govuk-frontend.min.js"
import { initAll as initMoj } from "./moj-frontend.min.js"
import { listen } from "./keys.js"
import { capitalise } from "./plate.js"

initAll()
initMoj()
capitalise(document)
listen(document)
document.documentElement.dataset.ready = "true"
