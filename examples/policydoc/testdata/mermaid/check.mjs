// Renders each file named on the command line with the real Mermaid in a real browser. For each it prints a line of JSON with the
// words that the picture shows, or with why there is none. What CHROMIUM names is the browser.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer-core'

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const page = await browser.newPage()
  await page.setContent('<!doctype html><title>diagrams</title>')
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') })
  await page.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false }))
  for (const [i, file] of process.argv.slice(2).entries()) {
    const drawn = await page.evaluate(
      async (id, source) => {
        try {
          document.body.innerHTML = (await globalThis.mermaid.render(id, source)).svg
          const picture = document.body.querySelector('svg')
          const { width, height } = picture.getBoundingClientRect()
          return { words: picture.innerText ?? document.body.innerText, width, height }
        } catch (err) {
          return { error: String(err.message ?? err) }
        }
      },
      `drawn${i}`,
      await readFile(file, 'utf8'),
    )
    if (process.env.PICTURES && !drawn.error) {
      await writeFile(`${process.env.PICTURES}/${i}.png`, await page.screenshot({ fullPage: true }))
    }
    console.log(JSON.stringify({ file, ...drawn }))
  }
} finally {
  await browser.close()
}
