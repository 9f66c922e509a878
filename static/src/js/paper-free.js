// The words of a paper: nothing moves, so nothing but the GOV.UK components.
import "./portal.js"
