// The motorist's pages: GOV.UK components only; everything works without it.
import { initAll } from "./govuk-frontend.min.js"
import { capitalise } from "./plate.js"

initAll()
capitalise(document)
document.documentElement.dataset.ready = "true"
