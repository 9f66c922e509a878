// The officer's pages: GOV.UK components and the registration mark in capitals as it is typed.
import { initAll } from "./govuk-frontend.min.js"
import { capitalise } from "./plate.js"

initAll()
capitalise(document)
document.documentElement.dataset.ready = "true"
