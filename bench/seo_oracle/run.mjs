// Runs Lighthouse's SEO audits over the pages named on standard input, {"name": "address"}, in one warm Chromium.
// Writes a line of JSON for the versions, then one for each page as soon as it is judged.
import {readFileSync} from 'node:fs';

import {launch} from 'chrome-launcher';
import lighthouse from 'lighthouse';

// Neither names nor foreign addresses can be reached: the pages link to some, and nothing may follow.
const flags = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.*',
];
// With these settings a page takes 2 to 3 s instead of 12. An error page is judged too, or no status could be compared.
const config = {
  extends: 'lighthouse:default',
  settings: {
    onlyCategories: ['seo'], skipAudits: ['structured-data'], ignoreStatusCode: true,
    throttlingMethod: 'simulate', disableFullPageScreenshot: true, disableStorageReset: true,
    pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0,
  },
};

function verdictOf(audit) {
  if (audit.scoreDisplayMode === 'notApplicable') return 'not_applicable';
  if (audit.score === null) return 'not_measured';
  return audit.score === 1 ? 'pass' : 'fail';
}

const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const chrome = await launch({chromePath: process.env.CHROME_PATH, chromeFlags: flags, logLevel: 'silent'});
try {
  const {Browser: chromium} = await (await fetch(`http://127.0.0.1:${chrome.port}/json/version`)).json();
  let told = false;
  for (const [name, address] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
    const {lhr} = await lighthouse(address, {port: chrome.port, logLevel: 'silent'}, config);
    if (!told) write({lighthouse: lhr.lighthouseVersion, chromium});
    told = true;
    const verdicts = Object.fromEntries(Object.values(lhr.audits).map((audit) => [audit.id, verdictOf(audit)]));
    write({name, verdicts, error: lhr.runtimeError?.code ?? null});
  }
} finally {
  await chrome.kill();
}
