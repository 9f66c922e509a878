// Builds static/build: the style sheets of the four surfaces, the scripts, and the icons they point at.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import * as sass from "sass"

const source = dirname(fileURLToPath(import.meta.url))
const root = join(source, "..", "..")
const build = join(root, "static", "build")
const modules = join(root, "node_modules")
const govuk = join(modules, "govuk-frontend", "dist", "govuk")
const moj = join(modules, "@ministryofjustice", "frontend", "moj")

rmSync(build, { recursive: true, force: true })
mkdirSync(join(build, "images"), { recursive: true })

for (const name of ["portal", "desk", "patrol", "paper-free"]) {
  const { css } = sass.compile(join(source, `${name}.scss`), {
    loadPaths: [source, root],
    style: "compressed",
    quietDeps: true,
  })
  writeFileSync(join(build, `${name}.css`), css)
}

cpSync(join(source, "images"), join(build, "images"), { recursive: true })
cpSync(join(source, "js"), join(build, "js"), { recursive: true })
cpSync(join(govuk, "govuk-frontend.min.js"), join(build, "js", "govuk-frontend.min.js"))
cpSync(join(moj, "moj-frontend.min.js"), join(build, "js", "moj-frontend.min.js"))

// Icons only: the crown and the crest beside them are not for a council.
const images = join(moj, "assets", "images")
for (const file of readdirSync(images).filter((name) => /^icon-.*\.svg$/.test(name))) {
  cpSync(join(images, file), join(build, "images", file))
}
