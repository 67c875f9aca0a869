// Rates the pages named on standard input, {"cookie": "…", "pages": {"name": "address"}}, as Lighthouse does for a desktop.
// Writes a line of JSON for each page as soon as it is rated.
import {readFileSync} from 'node:fs';

import {launch} from 'chrome-launcher';
import lighthouse, {desktopConfig} from 'lighthouse';

const {cookie, pages} = JSON.parse(readFileSync(0, 'utf8'));
const chromeFlags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-proxy-server'];
const chrome = await launch({chromePath: process.env.CHROME_PATH, chromeFlags, logLevel: 'silent'});
try {
  for (const [name, address] of Object.entries(pages)) {
    const flags = {port: chrome.port, logLevel: 'silent', extraHeaders: {Cookie: cookie}, disableFullPageScreenshot: true};
    // On a busy machine a trace can miss its beginning; a page that can't be rated is loaded again.
    let lhr;
    for (let attempt = 0; attempt < 3 && lhr?.categories.performance.score == null; attempt++) {
      ({lhr} = await lighthouse(address, flags, desktopConfig));
    }
    const scores = Object.fromEntries(Object.values(lhr.categories).map((each) => [each.id, each.score]));
    const counted = new Set(Object.values(lhr.categories).flatMap((each) => each.auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id)));
    const lost = Object.values(lhr.audits).filter((audit) => counted.has(audit.id) && audit.score !== null && audit.score < 0.9);
    const line = {name, scores, lost: lost.map((audit) => audit.id), error: lhr.runtimeError?.code ?? null};
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
} finally {
  await chrome.kill();
}
